import {mkdir, writeFile} from 'node:fs/promises'
import {join, sep} from 'node:path'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {CONTENT_SECURITY_POLICY} from '../../src/ipc/content-security-policy.ts'
import {fileBelow, isAppUrl, serveApp} from '../../src/main/app-protocol.ts'
import {temporaryFolder} from '../storage/temporary.ts'

async function site(): Promise<string> {
  const root = await temporaryFolder()
  await mkdir(join(root, 'renderer', 'assets'), {recursive: true})
  await writeFile(join(root, 'renderer', 'index.html'), '<!doctype html>')
  await writeFile(join(root, 'renderer', 'assets', 'é.js'), 'export {}')
  await writeFile(join(root, 'renderer', 'notes.exe'), 'no page needs this')
  await writeFile(join(root, 'secret.html'), 'outside')
  await mkdir(join(root, 'renderer-next'))
  await writeFile(join(root, 'renderer-next', 'index.html'), 'a folder whose name begins alike')
  return join(root, 'renderer')
}

describe('files below a folder', () => {
  test('no path leads out of it', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', '%2e%2e', '%2E.', '..%2f', '..%5c', '\\..', '/', '//', '%00', '%', 'renderer-next', 'index.html'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(part), parts => {
        const path = fileBelow('/srv/renderer', `/${parts.join('/')}`)
        expect(path === undefined || path.startsWith(`/srv/renderer${sep}`)).toBe(true)
      }),
    )
  })

  test('the root is the page', () => {
    expect(fileBelow('/srv/renderer', '/')).toBe(join('/srv/renderer', 'index.html'))
  })
})

describe('the app:// handler', () => {
  const get = (folder: string, url: string, init?: RequestInit) => serveApp(folder)(new Request(url, init))

  test('serves files with their type and the content policy', async () => {
    const folder = await site()
    const page = await get(folder, 'app://claimlight/index.html')
    expect([page.status, page.headers.get('content-type'), page.headers.get('content-security-policy')]).toEqual([
      200,
      'text/html; charset=utf-8',
      CONTENT_SECURITY_POLICY,
    ])
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await (await get(folder, 'app://claimlight/assets/%C3%A9.js')).text()).toBe('export {}')
  })

  test('answers anything else with a refusal that carries the policy too', async () => {
    const folder = await site()
    const refused = async (url: string, init?: RequestInit): Promise<number> => {
      const response = await get(folder, url, init)
      expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
      return response.status
    }
    expect(await refused('app://claimlight/nothing.html')).toBe(404)
    expect(await refused('app://claimlight/notes.exe')).toBe(404)
    expect(await refused('app://claimlight/..%2fsecret.html')).toBe(400)
    expect(await refused('app://claimlight/..%2frenderer-next/index.html')).toBe(400)
    expect(await refused('app://elsewhere/index.html')).toBe(404)
    expect(await refused('app://claimlight/index.html', {method: 'POST', body: 'x'})).toBe(405)
  })

  test('the policy allows nothing remote and no code but files', () => {
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'")
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/)
  })
})

test('only our own origin counts as ours', () => {
  expect(isAppUrl('app://claimlight/index.html')).toBe(true)
  for (const url of [
    'app://claimlight.example.org/',
    'app://user@elsewhere/claimlight',
    'https://claimlight/',
    'file:///claimlight',
    'data:text/html,app://claimlight/',
    '',
    'app:claimlight',
  ])
    expect(isAppUrl(url), url).toBe(false)
})
