import {execFileSync, fork, spawn} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {fileURLToPath} from 'node:url'

const running = new Set()

/** Ends what is left, when the bench fails. */
export function endAll() {
  for (const child of running) child.kill('SIGKILL')
}

function noted(child) {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** A child process that answers requests by name. */
export function helper(file) {
  const child = noted(fork(file, {serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc']}))
  const waiting = new Map()
  let next = 0
  child.on('message', ({id, value, error}) => {
    const {resolve, reject} = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) resolve(value)
    else reject(new Error(error))
  })
  child.once('exit', code => {
    for (const {reject} of waiting.values()) reject(new Error(`A process of the bench ended with ${code}.`))
  })
  return {
    ask: (method, argument = {}) =>
      new Promise((resolve, reject) => {
        waiting.set(next, {resolve, reject})
        child.send({id: next++, method, argument})
      }),
    end: () => ended(child, () => child.disconnect()),
  }
}

async function ended(child, end) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise(resolve => child.once('exit', resolve))
  end()
  await exit
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address()
      server.close(() => resolve(port))
    })
  })
}

function firstLine(child, what) {
  return new Promise((resolve, reject) => {
    let out = ''
    child.stdout.on('data', chunk => {
      out += chunk
      if (out.includes('\n')) resolve(out.split('\n', 1)[0])
    })
    child.once('exit', code => reject(new Error(`${what} ended with ${code}.`)))
  })
}

/** The name by which the hub is known behind its proxy, which is the bench. */
export const PUBLIC_HOST = 'hub.example'

/** `claimlight serve` as a team's hub without TLS of its own, as the other server has none. `open`: only this computer's own door. */
export async function startHub({cli, project, home, only}) {
  const port = await freePort()
  const team = only === 'loopback' ? [] : ['--listen', `127.0.0.1:${port}`, '--tls', 'off', '--public-origin', `https://${PUBLIC_HOST}`]
  const started = now()
  const child = noted(
    spawn(process.execPath, [cli, 'serve', project, '--port', '0', '--no-open', ...team], {
      env: {...process.env, CLAIMLIGHT_HOME: home, CLAIMLIGHT_DOCUMENTS: home},
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  const signInUrl = await firstLine(child, 'The hub')
  return {
    signInUrl,
    started,
    shared: `http://127.0.0.1:${port}`,
    url: `ws://127.0.0.1:${port}/sync`,
    pid: child.pid,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    memory: () => residentMegabytes(child),
    busy: () => busyMilliseconds(child),
    stop: () => ended(child, () => child.kill('SIGTERM')),
  }
}

export async function startPeer() {
  const port = await freePort()
  const child = noted(
    spawn(process.execPath, [fileURLToPath(new URL('src/server.js', import.meta.resolve('@y/websocket-server/package.json')))], {
      env: {...process.env, HOST: '127.0.0.1', PORT: String(port)},
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  await firstLine(child, 'The y-websocket server')
  return {
    url: `ws://127.0.0.1:${port}`,
    memory: () => residentMegabytes(child),
    busy: () => busyMilliseconds(child),
    stop: () => ended(child, () => child.kill('SIGTERM')),
  }
}

const residentMegabytes = child => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], {encoding: 'utf8'})) / 1024

/** Milliseconds of processor time so far; only Linux tells them finely enough. */
function busyMilliseconds(child) {
  const path = `/proc/${child.pid}/stat`
  if (!existsSync(path)) return Number.NaN
  const [user, system] = readFileSync(path, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number)
  return (user + system) * 10
}

/** Milliseconds on a clock that all processes of this computer share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6
