import type {ChildProcess} from 'node:child_process'
import {execFile, spawn} from 'node:child_process'
import {chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {connect, createServer} from 'node:net'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {promisify} from 'node:util'

const run = promisify(execFile)

/** A server of the test's own: a free port, data in a temporary folder, ended by its process id. */
export type TestServer = {
  readonly url: string
  readonly port: number
  /** Ends it as a power failure would. */
  kill(): Promise<void>
  /** Starts it again on the same port and the same data. */
  start(): Promise<void>
  remove(): Promise<void>
}

/** PostgreSQL's own programs are not on the PATH of Debian. */
const POSTGRES = [...(process.env.PATH ?? '').split(delimiter), ...versions('/usr/lib/postgresql'), ...versions('/opt/homebrew/opt')]

function versions(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .reverse()
    .map(name => join(folder, name, 'bin'))
}

const program = (name: string, folders: readonly string[] = (process.env.PATH ?? '').split(delimiter)): string | undefined =>
  folders.map(folder => join(folder, name)).find(path => existsSync(path))

const initdb = program('initdb', POSTGRES)
const postgres = program('postgres', POSTGRES)
const redis = program('redis-server')

export const hasPostgres = initdb !== undefined && postgres !== undefined
export const hasRedis = redis !== undefined
if (!hasPostgres) console.log('Not run: tests on PostgreSQL (its server is not installed; on Debian: apt-get install postgresql).')
if (!hasRedis) console.log('Not run: tests on Redis (redis-server is not installed; on Debian: apt-get install redis-server).')

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const answers = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function postgresUser(): {readonly uid?: number; readonly gid?: number} {
  if (process.getuid?.() !== 0) return {}
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(([name]) => name === 'postgres' || name === 'nobody')
  return {uid: Number(entry?.[2]), gid: Number(entry?.[3])}
}

function startable(given: {
  port: number
  folder: string
  url: string
  /** Ends it at once, nothing flushed. */
  crash: NodeJS.Signals
  spawnIt: () => ChildProcess
  ready: () => Promise<boolean>
}): TestServer {
  const {port, folder, url, crash, spawnIt, ready} = given
  let child: ChildProcess | undefined
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
    const over = new Promise(resolve => running.once('exit', resolve))
    running.kill(signal)
    await over
  }
  return {
    url,
    port,
    kill: () => ended(crash),
    start: async () => {
      const output: Buffer[] = []
      const started = spawnIt()
      child = started
      for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk))
      while (!(await ready())) {
        if (started.exitCode !== null) throw new Error(`A server ended at once: ${Buffer.concat(output).toString()}`)
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    },
    remove: async () => {
      await ended('SIGTERM')
      rmSync(folder, {recursive: true, force: true, maxRetries: 5})
    },
  }
}

export async function postgresServer(): Promise<TestServer> {
  const user = postgresUser()
  const folder = mkdtempSync(join(tmpdir(), 'claimlight-pg-'))
  // Made by this user, and given to the one that PostgreSQL runs as.
  if (user.uid !== undefined) await run('chown', [`${user.uid}:${user.gid}`, folder])
  chmodSync(folder, 0o700)
  const env = {PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8'}
  await run(initdb as string, ['-D', folder, '-U', 'claimlight', '--auth=trust', '--encoding=UTF8', '--no-sync'], {...user, env, cwd: '/'})
  const port = await freePort()
  const url = `postgresql://claimlight@127.0.0.1:${port}/postgres`
  const spawnIt = (): ChildProcess =>
    spawn(postgres as string, ['-D', folder, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'max_connections=60'], {...user, env, cwd: '/'})
  const {Client} = await import('pg')
  const ready = async (): Promise<boolean> => {
    const client = new Client({connectionString: url})
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query('select 1')
      return true
    } catch {
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  const server = startable({port, folder, url, crash: 'SIGQUIT', spawnIt, ready})
  await server.start()
  return server
}

export async function redisServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'claimlight-redis-'))
  const port = await freePort()
  const spawnIt = (): ChildProcess =>
    spawn(redis as string, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder])
  const server = startable({port, folder, url: `redis://127.0.0.1:${port}`, crash: 'SIGKILL', spawnIt, ready: () => answers(port)})
  await server.start()
  return server
}
