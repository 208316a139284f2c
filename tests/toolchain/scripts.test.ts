import {spawn} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {createInterface} from 'node:readline'
import {afterEach, beforeEach, expect, test} from 'vitest'

const script = (name: string): string => resolve(import.meta.dirname, '../../scripts', `${name}.mjs`)
let home = ''
let env: NodeJS.ProcessEnv

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'claimlight-scripts-'))
  env = {...process.env, CLAIMLIGHT_HOME: join(home, 'settings'), CLAIMLIGHT_DOCUMENTS: join(home, 'documents'), DISPLAY: '', WAYLAND_DISPLAY: ''}
})
afterEach(() => rm(home, {recursive: true, force: true}))

test('npm start without a display says so, serves the sample project with a sign-in link, and ends well when it is stopped', async () => {
  const child = spawn(process.execPath, [script('start'), '--port', '0', ...(process.platform === 'linux' ? [] : ['--browser', '--no-open'])], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>(done => child.once('exit', done))
  const said: string[] = []
  let link = ''
  for await (const line of createInterface({input: child.stdout})) {
    said.push(line)
    link = /^http:\/\/127\.0\.0\.1:\d+\/\S+$/.exec(line)?.[0] ?? ''
    if (link !== '') break
  }
  expect(said.join('\n')).toContain('Ctrl+C stops it.')
  if (process.platform === 'linux') expect(said.join('\n')).toContain('There is no display here, so the browser edition starts.')

  const {origin} = new URL(link)
  expect((await fetch(origin)).status).toBe(401)
  const signedIn = await fetch(link, {redirect: 'manual'})
  expect(signedIn.status).toBe(303)
  const page = await fetch(origin, {headers: {cookie: signedIn.headers.get('set-cookie') ?? ''}})
  expect(await page.text()).toContain('<div id="root">')

  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('npm run cli gives the command’s own output and exit code', async () => {
  const child = spawn(process.execPath, [script('cli'), 'export', join(home, 'nothing'), '--format', 'json'], {
    env,
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  expect(await new Promise(done => child.once('close', done))).toBe(3)
  expect(output).toBe('')
  expect(errors).toContain('nothing')
})
