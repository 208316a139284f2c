import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {getRawHeader, listPackage, statFile} from '@electron/asar'
import {FuseV1Options, getCurrentFuseWire} from '@electron/fuses'
import {expect, test as base} from '@playwright/test'
import {articles, ready, text} from '../desktop/article-page.ts'
import {launchOnDouble} from '../double/launch.ts'
import type {PackedApp} from './packed-app.ts'
import {packApp} from './packed-app.ts'

const test = base.extend<object, {packed: PackedApp}>({
  packed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this argument
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'claimlight-packed-'))
      await use(await packApp(folder))
      await rm(folder, {recursive: true, force: true})
    },
    {scope: 'worker', timeout: 180_000},
  ],
})

test('the package holds the bundles, the sample and the licence, and no sources, maps or tests', async ({packed}) => {
  const files = listPackage(packed.archive, {isPack: false})
  const own = files.filter(path => !path.startsWith('/node_modules'))
  for (const path of ['/package.json', '/LICENSE', '/out/main/index.js', '/out/main/task-thread.js', '/out/preload/index.cjs', '/out/renderer/index.html'])
    expect(own).toContain(path)
  expect(own.filter(path => /^\/resources\/sample\/.+\.txt$/.test(path))).toHaveLength(5)
  expect(own).toContain('/resources/schemas/default.json')
  expect(
    own.filter(path => !/^\/(out(\/(main|preload|renderer)(\/.*)?)?|resources(\/(sample|schemas)(\/.*)?)?|package\.json|LICENSE|NOTICE)$/.test(path)),
  ).toEqual([])
  expect(files.filter(path => /\.(map|ts|tsx)$/.test(path))).toEqual([])
  const modules = new Set(files.flatMap(path => /^\/node_modules\/(@[^/]+\/[^/]+|[^@/][^/]*)/.exec(path)?.[1] ?? []))
  for (const name of ['electron', 'react', 'vite', '@playwright/test', 'typescript', 'electron-builder']) expect(modules.has(name), name).toBe(false)
})

test('everything the main process imports is packed', async ({packed}) => {
  const {dependencies} = JSON.parse(await readFile(join(packed.extracted, 'package.json'), 'utf8')) as {dependencies: Record<string, string>}
  const main = join(packed.extracted, 'out/main')
  const imported = new Set<string>()
  for (const name of (await readdir(main, {recursive: true})).filter(each => each.endsWith('.js'))) {
    const source = await readFile(join(main, name), 'utf8')
    for (const [, specifier = ''] of source.matchAll(/^(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*["']([^"'\n]+)["']/gm)) imported.add(specifier)
    for (const [, specifier = ''] of source.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)) imported.add(specifier)
  }
  const packages = [...imported]
    .filter(each => !each.startsWith('.') && !each.startsWith('node:'))
    .map(each => each.split('/', each.startsWith('@') ? 2 : 1).join('/'))
  expect(packages).toContain('libsql')
  for (const name of packages) {
    if (name !== 'electron') expect(Object.keys(dependencies), name).toContain(name)
  }
})

test('native libraries lie beside the archive, where the loader finds them', async ({packed}) => {
  expect(getRawHeader(packed.archive).headerSize).toBeGreaterThan(0)
  const native = listPackage(packed.archive, {isPack: false}).filter(path => path.endsWith('.node'))
  expect(native).toHaveLength(1)
  for (const path of native) expect(statFile(packed.archive, path.slice(1))).toMatchObject({unpacked: true})
})

test('the fuses are blown: no Node mode, no inspector, only the signed archive', async ({packed}) => {
  const fuses = await getCurrentFuseWire(packed.program)
  const enabled = [FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar]
  const all = Object.values(FuseV1Options).filter(each => typeof each === 'number')
  expect(all).toHaveLength(8)
  for (const fuse of all) expect(String.fromCharCode(fuses[fuse] ?? 0), FuseV1Options[fuse]).toBe(enabled.includes(fuse) ? '1' : '0')
})

test('the packed files start by themselves: the sample is there, from the packed texts and the packed library', async ({packed}, info) => {
  const app = await launchOnDouble({home: info.outputPath()}, packed.extracted)
  const [page] = await app.windows(1)
  if (page === undefined) throw new Error('There is no window.')
  await ready(page)
  await expect(articles(page)).toHaveCount(5)
  await expect(text(page)).toContainText('Israeli Prime Minister')
  expect(await app.quit()).toBe(0)
  info.annotations.push({type: 'packed bytes', description: JSON.stringify(packed.bytes)})
})
