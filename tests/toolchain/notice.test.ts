import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {expect, test} from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const json = (file: string): unknown => JSON.parse(readFileSync(resolve(root, file), 'utf8'))

test('NOTICE lists each package that is shipped, as it is now', () => {
  const {status, stderr} = spawnSync(process.execPath, [resolve(root, 'scripts/notice.mjs'), '--check'], {encoding: 'utf8'})
  expect({status, stderr}).toEqual({status: 0, stderr: ''})
})

test('NOTICE says of the package that calls itself unlicensed what licence text it carries', () => {
  expect(readFileSync(resolve(root, 'NOTICE'), 'utf8')).toMatch(/^- @sesamecare-oss\/redlock [\d.]+: MIT \(package\.json says UNLICENSED; .*MIT\)$/m)
})

test('every package is pinned to one version, and none comes from elsewhere than a registry', () => {
  const {dependencies, devDependencies, overrides = {}} = json('package.json') as {[group: string]: Record<string, string>}
  for (const [name, version] of Object.entries({...dependencies, ...devDependencies, ...overrides}))
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)])
  const {packages} = json('package-lock.json') as {
    packages: Record<string, {version?: string; integrity?: string; optional?: boolean; link?: boolean; resolved?: string}>
  }
  for (const [path, {version, integrity, optional, link}] of Object.entries(packages)) {
    if (path === '') continue
    expect({path, link, version}).toEqual({path, link: undefined, version: expect.any(String)})
    if (optional !== true) expect({path, integrity}).toEqual({path, integrity: expect.stringMatching(/^sha512-/)})
  }
})
