import {chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {BuiltCli} from '../hub/built-cli.ts'
import {builtCli} from '../hub/built-cli.ts'
import {signedIn} from '../hub/browser.ts'
import {until} from '../hub/hub-bench.ts'

let cli: BuiltCli
let path = ''
beforeAll(async () => {
  cli = await builtCli()
  path = await mkdtemp(join(tmpdir(), 'claimlight-secrets-'))
})
afterAll(async () => {
  await cli.remove()
  await rm(path, {recursive: true, force: true})
})

test('[SEC20] a second browser gets a link of its own from claimlight sign-in', async () => {
  const project = join(path, 'Second 和平.claimlight')
  const article = join(path, 'ice.txt')
  await writeFile(article, 'Sea ice returns. السلام')
  expect(await cli.run(['import', project, article])).toMatchObject({code: 0})
  expect(await cli.run(['sign-in', project])).toMatchObject({code: 1, stdout: '', stderr: expect.stringContaining('not served')})
  const {url, child, ended} = await cli.serve([project])
  await signedIn(url)
  await expect(signedIn(url)).rejects.toThrow('401')
  const another = await cli.run(['sign-in', project])
  expect(another).toMatchObject({code: 0, stderr: ''})
  const second = await signedIn(another.stdout.trim())
  expect(await second.request('session')).toMatchObject({ok: true})
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test.runIf(process.platform === 'linux')(
  '[SEC21] the browser is started with a page only this person may read, and the page is gone once it was used',
  async () => {
    const programs = join(path, 'bin')
    await mkdir(programs)
    const arguments_ = join(path, 'arguments.txt')
    await writeFile(join(programs, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$*" > '${arguments_}.new' && mv '${arguments_}.new' '${arguments_}'\n`)
    await chmod(join(programs, 'xdg-open'), 0o755)
    const documents = join(path, 'Documents')
    const {url, child, ended} = await cli.serve(['--open'], {
      DISPLAY: ':0',
      PATH: `${programs}${delimiter}${process.env.PATH}`,
      CLAIMLIGHT_DOCUMENTS: documents,
    })
    let given = ''
    await until('the browser was started', async () => {
      given = await readFile(arguments_, 'utf8').catch(() => '')
      return given !== ''
    })
    expect(given).toMatch(/\.html$/)
    expect((await stat(given)).mode & 0o777).toBe(0o600)
    const link = /url=(http[^"]+)"/.exec(await readFile(given, 'utf8'))?.[1] ?? ''
    const [, token = 'none'] = link.split('token=')
    expect(given).not.toContain(token)
    await signedIn(link)
    await until('the page is gone', async () => !(await readdir(join(documents, 'Claimlight'))).some(name => name.endsWith('.html')))
    await signedIn(url)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  },
  60_000,
)

test.runIf(process.platform === 'linux')(
  '[SEC22] what a running hub was started with is not in the list of processes',
  async () => {
    const project = join(path, 'Listed.claimlight')
    const article = join(path, 'ice.txt')
    await writeFile(article, 'Sea ice returns. السلام')
    expect(await cli.run(['import', project, article])).toMatchObject({code: 0})
    const {child, ended} = await cli.serve([project, '--listen', '127.0.0.1:0'])
    const listed = await readFile(`/proc/${child.pid}/cmdline`, 'utf8')
    expect(listed).toContain('claimlight serve')
    expect(listed).not.toContain('Listed')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  },
  60_000,
)
