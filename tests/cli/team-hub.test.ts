import {execFile} from 'node:child_process'
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {signedIn} from '../hub/browser.ts'
import {builtCli} from '../hub/built-cli.ts'
import type {BuiltCli} from '../hub/built-cli.ts'
import {newFolder, until} from '../hub/hub-bench.ts'
import {guest, linkOf, redeem, visit} from '../hub/share-bench.ts'
import {refusal, value} from '../support/results.ts'

let cli: BuiltCli
let folder: Awaited<ReturnType<typeof newFolder>>
let project = ''
beforeAll(async () => {
  cli = await builtCli()
  folder = await newFolder()
  project = join(folder.path, 'Ceasefire.claimlight')
  const text = join(folder.path, 'article.txt')
  await writeFile(text, 'قال الوزير إن السلام قريب 👩‍👩‍👧.\r\n和平即将到来。')
  await cli.run(['import', project, text])
})
afterAll(async () => {
  await cli.remove()
  await folder.remove()
})

const sharedAt = (stdout: readonly string[]): string => stdout.find(line => line.startsWith('Shared at '))?.slice('Shared at '.length) ?? ''

/** The team hub, and what it has printed. */
async function served(...flags: string[]) {
  const hub = await cli.serve([project, ...flags])
  return {
    ...hub,
    get lines() {
      return hub.stdout().split('\n')
    },
  }
}

// Each starts several programs.
describe('claimlight serve --listen', {timeout: 120_000}, () => {
  test.each([
    [['--listen', 'nonsense'], 'HOST:PORT'],
    [['--listen', '127.0.0.1:99999'], 'HOST:PORT'],
    [['--listen', '127.0.0.1:0', '--tls', 'cert.pem'], '--tls takes'],
    [['--listen', '127.0.0.1:0', '--tls', 'off'], '--public-origin'],
    [['--listen', '127.0.0.1:0', '--tls', 'a.pem,b.pem'], 'cannot be used'],
    [['--listen', '127.0.0.1:0', '--public-origin', 'https://hub.example/path'], 'no public origin'],
    [['--tls', 'self-signed'], 'goes with --listen'],
  ])('%j is used wrongly, and says how it is meant', async (flags, words) => {
    const {code, stderr} = await cli.run(['serve', project, '--no-open', ...flags])
    expect({code, stderr}).toEqual({code: 2, stderr: expect.stringContaining(words)})
  })

  test('lets in who is invited beside it, shuts out who is revoked beside it, and ends in good order', async () => {
    const before = await cli.run(['invite', project, '--name', 'Bob', '--role', 'annotator'])
    expect([before.code, before.stderr]).toEqual([1, expect.stringContaining('Share the project first')])
    const hub = await served('--listen', '127.0.0.1:0')
    const invited = await cli.run(['invite', project, '--name', 'بوب', '--role', 'annotator', '--days', '3'])
    const [link = '', browserLink = ''] = invited.stdout.split('\n')
    expect(linkOf(link)).toEqual(linkOf(browserLink))
    const bob = await guest(browserLink, 'Bob')
    const window = bob.window(linkOf(link).projectId)
    await window.open({kind: 'project'}).opened
    const listed = (await cli.run(['invitations', project])).stdout.split('\t')
    expect(listed.slice(1, 4)).toEqual(['used', 'annotator', 'بوب'])
    expect((await cli.run(['revoke', project, listed[0] ?? ''])).code).toBe(0)
    await until('Bob is shut out', () => window.closed.some(({code}) => code === 4462))
    expect(refusal(await bob.request('session'))).toContain('revoked')
    expect((await redeem(linkOf(link), 'Bob')).joined.reason).toBe('revoked')
    window.close()
    const {origins} = linkOf(link)
    hub.child.kill('SIGTERM')
    expect(await hub.ended).toBe(0)
    await expect(visit(`${origins[0]}/health`)).rejects.toThrow('ECONNREFUSED')
    expect((await cli.run(['revoke', project, 'nobody'])).stderr).toContain('no such invitation')
    expect((await cli.run(['invite', project, '--name', '', '--role', 'king'])).code).toBe(2)
  })

  test('tells who runs it of her devices, and ends one; holds all invitations of a copy and lets one in again', async () => {
    const hub = await served('--listen', '127.0.0.1:0')
    await until('it says where', () => sharedAt(hub.lines) !== '')
    const {link} = value(await (await signedIn(hub.url)).request('inviteDevice'))
    const phone = await guest(link, 'Phone', 'session', {device: 'Phone 📱'})
    expect(value(await phone.request('session')).person.role).toBe('admin')
    const [id = '', state, , , name] = (await cli.run(['devices', project])).stdout.trim().split('\t')
    expect([state, name]).toEqual(['in', 'Phone 📱'])
    expect(await cli.run(['devices', project, '--end', id])).toMatchObject({code: 0, stdout: ''})
    expect(refusal(await phone.request('session'))).toContain('not signed in')
    expect((await cli.run(['devices', project, '--let-in', id])).stderr).toContain('no such device')
    const made = await cli.run(['invite', project, '--name', 'Dora', '--role', 'reader'])
    const dora = await guest(made.stdout.split('\n')[1] ?? '', 'Dora')
    const listed = (await cli.run(['invitations', project, '--hold'])).stdout.split('\n').map(line => line.split('\t'))
    const hers = listed.find(fields => fields[3] === 'Dora')
    expect(hers?.[1]).toBe('held')
    expect(refusal(await dora.request('session'))).toContain('restored from a backup')
    expect((await cli.run(['invitations', project, '--let-in', hers?.[0] ?? ''])).stdout).toContain('used\treader\tDora')
    expect((await dora.request('session')).ok).toBe(true)
    hub.child.kill('SIGTERM')
    expect(await hub.ended).toBe(0)
  })

  test('takes a certificate of its own', async () => {
    const [cert, key] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')]
    await promisify(execFile)('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      '/CN=hub.example',
    ])
    const hub = await served('--listen', '127.0.0.1:0', '--tls', `${cert},${key}`)
    await until('it says where', () => sharedAt(hub.lines) !== '')
    expect((await visit(`${sharedAt(hub.lines)}/health`)).status).toBe(200)
    const other = await cli.run(['serve', project, '--no-open', '--listen', '127.0.0.1:0', '--tls', `${cert},${cert}`])
    expect(other.stderr).toContain('not the private key')
    hub.child.kill('SIGTERM')
    await hub.ended
  })

  test('behind a proxy, it is invited to by its public name, and believes no one else about addresses', async () => {
    const hub = await served('--listen', '127.0.0.1:0', '--tls', 'off', '--public-origin', 'https://hub.example')
    await until('it says where', () => sharedAt(hub.lines) !== '')
    const {stdout} = await cli.run(['invite', project, '--name', 'Carol', '--role', 'reader'])
    expect(linkOf(stdout.split('\n')[0] ?? '')).toMatchObject({origins: ['https://hub.example'], fingerprint: ''})
    const {network} = JSON.parse(await readFile(join(project, 'access.json'), 'utf8')) as {network: {port: number}}
    const at = (path: string, host: string) => fetch(`http://127.0.0.1:${network.port}${path}`, {headers: {host, 'x-forwarded-for': '127.0.0.1'}})
    expect((await at('/health', 'hub.example')).status).toBe(200)
    expect((await at('/metrics', 'hub.example')).status).toBe(403)
    hub.child.kill('SIGTERM')
    await hub.ended
  })
})
