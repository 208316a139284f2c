import {afterEach, beforeEach, expect, test} from 'vitest'
import type * as Y from 'yjs'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {MOST_VERSIONS} from '../../src/core/schema/kept-version.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import {openProjectFolder} from '../../src/storage/project-folder.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import {versionKey} from '../../src/project/schema-versions.ts'
import {fileOf, sendAndImport} from '../support/datasets.ts'
import {refusal, value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, newFolder, openWindows, until, windowOf} from './hub-bench.ts'

const named = (name: string): Schema => ({...DEFAULT_SCHEMA, name})
let remove: () => Promise<void>
let hub: Hub
let path: string
const windows = openWindows()
beforeEach(async () => {
  const made = await newFolder()
  remove = made.remove
  path = `${made.path}/Ceasefire.claimlight`
  hub = await aHub(await aProjectFolder(path))
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})

const firstIn = (doc: Y.Doc): string => [...doc.getMap('versions').keys()][0] ?? ''
const requests = () => hub.requests(ALICE, 'browser')
async function open(): Promise<{readonly shared: Project; readonly reasons: readonly string[]}> {
  const {doc, provider, opened} = windows.keep(windowOf(hub, ALICE)).open({kind: 'project'})
  expect(await opened).toBeUndefined()
  const reasons: string[] = []
  provider.on('authenticationFailed', ({reason}: {reason: string}) => reasons.push(reason))
  return {shared: project(doc), reasons}
}

test('[SP220] every version that was in force is kept, with who brought it, when and why, also over a restart', async () => {
  const before = Date.now()
  value(await requests().takeSchema(named('السلام'), [], {note: 'After the first ten articles 🧊'}))
  value(await requests().takeSchema(named('Zoë')))
  await hub.close()
  hub = await aHub(value(await openProjectFolder(path, {mode: 'write'})))
  const {versions} = (await open()).shared
  expect(versions.all().map(({version, schema, by, note}) => [version, schema?.name, by, note])).toEqual([
    [1, DEFAULT_SCHEMA.name, undefined, undefined],
    [2, 'السلام', 'alice', 'After the first ten articles 🧊'],
    [3, 'Zoë', 'alice', undefined],
  ])
  expect(versions.get(2)?.at).toBeGreaterThanOrEqual(before)
  expect(versions.get(1)?.schema).toEqual(DEFAULT_SCHEMA)
})

test('[SP220] what earlier versions were read as stands with each of them up to its own', async () => {
  const [layer, ...others] = DEFAULT_SCHEMA.layers
  const renamed = {...DEFAULT_SCHEMA, layers: [{...layer, name: 'thesis'}, ...others]}
  value(await requests().takeSchema(renamed, [{layer: layer?.name ?? '', to: 'thesis'}]))
  value(await requests().takeSchema({...renamed, name: 'Later'}))
  const {versions} = (await open()).shared
  expect(versions.all().map(({schema}) => schema?.mappings?.length ?? 0)).toEqual([0, 1, 1])
})

test('[SP221] whoever publishes what goes on from an older version is told, and nothing comes into force', async () => {
  const both = await Promise.all([requests().takeSchema(named('One'), [], {base: 1}), requests().takeSchema(named('Other'), [], {base: 1})])
  expect(both.filter(({ok}) => ok)).toHaveLength(1)
  const late = both.find(({ok}) => !ok)
  expect(late?.ok === false ? `${late.error}` : '').toBe(
    'This schema goes on from version 1, and version 2 is in force by now. Look at what changed meanwhile, and publish it again.',
  )
  expect((await open()).shared.versions.all()).toHaveLength(2)
  expect(value(await requests().takeSchema(named('Other'), [], {base: 2})).version).toBe(3)
})

test('[SP220] windows can neither add a version, nor change or take out one', async () => {
  value(await requests().takeSchema(named('One')))
  const changes: readonly (readonly [string, (shared: Project) => unknown])[] = [
    [`${REFUSED.hub}`, ({versions}: Project) => versions.keep({...named('Forged'), version: 9}, {by: 'bob', at: 1})],
    [`${REFUSED.fixed}`, ({doc}) => doc.getMap('versions').set(firstIn(doc), '{}')],
    [`${REFUSED.erased}`, ({doc}) => doc.getMap('versions').delete(firstIn(doc))],
  ]
  for (const [refused, change] of changes) {
    const {shared, reasons} = await open()
    shared.transact(() => change(shared))
    await until('she is told', () => reasons.length > 0)
    expect(reasons[0]).toBe(refused)
  }
  expect((await open()).shared.versions.all().map(({version}) => version)).toEqual([1, 2])
})

test('[SP220] a version of a form that only a newer Claimlight knows is listed, and hides none', async () => {
  value(await requests().takeSchema(named('One'), [], {note: 'why'}))
  const text = JSON.stringify({by: 'bob', at: 5, note: 'tomorrow', schema: {name: 'Morgen', version: 7, layers: [{of: 'paragraph'}]}})
  value(await hub.changeProject(({doc}) => void doc.getMap('versions').set(versionKey(7, text), text)))
  const {versions} = (await open()).shared
  expect(versions.all().map(({version, schema, note}) => [version, schema?.name, note])).toEqual([
    [1, DEFAULT_SCHEMA.name, undefined],
    [2, 'One', 'why'],
    [7, undefined, 'tomorrow'],
  ])
})

test('[SP220] where no more versions can be kept, none comes into force, and why is said', async () => {
  value(
    await hub.changeProject(({doc, versions}) =>
      doc.transact(() => {
        for (let version = 2; version < MOST_VERSIONS + 1; version++) versions.keep({name: 'n', version, layers: DEFAULT_SCHEMA.layers.slice(-1)}, {})
      }),
    ),
  )
  expect(refusal(await requests().takeSchema(named('One')))).toContain('This project keeps as many versions of its schema as it can.')
})

test('[SP220] a dataset carries them, and whoever imports it has them again', async () => {
  value(await requests().takeSchema(named('السلام'), [], {note: 'After the first ten articles 🧊'}))
  value(await requests().takeSchema(named('Zoë')))
  const exported = await fileOf(value(await requests().exportDataset('utf16')))
  const other = await aHub(await aProjectFolder(path.replace('Ceasefire', 'Other')))
  try {
    value(await sendAndImport(other.requests(ALICE, 'browser'), 'all.json', exported))
    const {doc, opened} = windows.keep(windowOf(other, ALICE)).open({kind: 'project'})
    expect(await opened).toBeUndefined()
    expect(project(doc).versions.all()).toEqual((await open()).shared.versions.all())
    expect(await fileOf(value(await other.requests(ALICE, 'browser').exportDataset('utf16')))).toBe(exported)
  } finally {
    windows.close()
    await other.close()
  }
})
