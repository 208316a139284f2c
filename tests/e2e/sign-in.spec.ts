import {spawn} from 'node:child_process'
import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises'
import {delimiter, join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {expect, test} from './claimlight.ts'
import {CLI} from './hub-process.ts'

test('[SEC21] a browser that is given the page instead of the link is signed in, and stays so when it is loaded anew', async ({claimlight, page}) => {
  const programs = join(claimlight.home, 'bin')
  await mkdir(programs)
  const given = join(claimlight.home, 'given.txt')
  await writeFile(join(programs, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$*" > '${given}.new' && mv '${given}.new' '${given}'\n`)
  await chmod(join(programs, 'xdg-open'), 0o755)
  const env = {
    ...process.env,
    CLAIMLIGHT_HOME: join(claimlight.home, 'settings'),
    CLAIMLIGHT_DOCUMENTS: join(claimlight.home, 'documents'),
    DISPLAY: ':0',
    PATH: `${programs}${delimiter}${process.env.PATH}`,
  }
  const hub = spawn(process.execPath, [CLI, 'serve'], {env, stdio: ['ignore', 'ignore', 'inherit']})
  const ended = new Promise(done => hub.once('exit', done))
  try {
    await expect.poll(() => readFile(given, 'utf8').catch(() => ''), {timeout: 30_000}).toMatch(/\.html$/)
    await page.goto(pathToFileURL(await readFile(given, 'utf8')).href)
    await expect(page.getByRole('heading', {name: 'Sample', level: 1})).toBeVisible()
    expect(new URL(page.url()).pathname).toBe('/')
    await page.reload()
    await expect(page.getByRole('heading', {name: 'Sample', level: 1})).toBeVisible()
  } finally {
    hub.kill('SIGINT')
    await ended
  }
})
