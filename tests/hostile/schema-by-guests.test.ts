import {afterEach, beforeEach, expect, test} from 'vitest'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {MOST_VERSIONS, versionText} from '../../src/core/schema/kept-version.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aPerson, aProjectFolder, newFolder, openWindows, windowOf} from '../hub/hub-bench.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const PROJECT: DocumentAddress = {kind: 'project'}
const CURATOR = aPerson('Zoë', 'curator')
let remove: () => Promise<void>
let hub: Hub
const windows = openWindows()
beforeEach(async () => {
  const made = await newFolder()
  remove = made.remove
  hub = await aHub(await aProjectFolder(`${made.path}/Ceasefire.claimlight`))
  value(await hub.changeProject(({people}) => people.put(CURATOR)))
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})

async function seen(): Promise<Project> {
  const {doc, opened} = windows.keep(windowOf(hub, ALICE)).open(PROJECT)
  expect(await opened).toBeUndefined()
  return project(doc)
}

/** What a curator's hub brings that is a guest here and writes what it likes; `saved`, or why not. */
async function brought(change: (shared: Project) => void): Promise<string> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate((await seen()).doc))
  const before = Y.encodeStateVector(doc)
  const hers = project(doc)
  hers.transact(() => change(hers))
  const guest = modifiedWindow(hub, CURATOR, 'hub')
  try {
    expect(await guest.open(PROJECT)).toBe('read-write')
    const outcome = await guest.offer(PROJECT, Y.encodeStateAsUpdate(doc, before))
    if (outcome === 'saved') return outcome
    const {bytes} = await guest.until(({type, bytes: [denied]}) => type === TYPE.auth && denied === 1)
    return decoding.readVarString(decoding.createDecoder(bytes.slice(1)))
  } finally {
    guest.close()
  }
}

const renamed: Schema = {...DEFAULT_SCHEMA, version: 2, layers: DEFAULT_SCHEMA.layers.map(layer => ({...layer, label: `${layer.label} 🧊 السلام`}))}
const small: Schema = {name: 'n', version: 1, layers: DEFAULT_SCHEMA.layers.slice(-1)}
const guided: Schema = {...DEFAULT_SCHEMA, version: 2, layers: DEFAULT_SCHEMA.layers.map(layer => ({...layer, guideline: 'What does the *outlet* say?'}))}

test('[SP222] while a round is closed, no guest brings a schema that could disturb it; once it is opened, the same comes', async () => {
  const {id} = await startRound(hub)
  expect(await brought(({setSchema}) => setSchema(renamed))).toBe(`${REFUSED.waits}`)
  expect((await seen()).schema()).toEqual(DEFAULT_SCHEMA)
  await openRound(hub, id)
  expect(await brought(({setSchema}) => setSchema(renamed))).toBe('saved')
  expect((await seen()).schema()).toEqual(renamed)
})

test('[SP222] a guest brings guidelines while a round is closed', async () => {
  await startRound(hub)
  expect(await brought(({setSchema}) => setSchema(guided))).toBe('saved')
  expect((await seen()).schema()).toEqual(guided)
})

test.each<readonly [string, string, (shared: Project) => void]>([
  [
    'under what is not its own text',
    `${REFUSED.shape}`,
    ({doc}) => doc.getMap('versions').set('2-0123456789abcdef', versionText({...guided, name: 'Forged'}, {by: 'alice', at: 0})),
  ],
  ['in the place of one that was in force', `${REFUSED.hub}`, ({versions}) => versions.keep({...guided, name: 'Forged'}, {by: 'alice', at: 0})],
  ['of a number that is not in force yet', `${REFUSED.hub}`, ({versions}) => versions.keep({...guided, version: 4}, {})],
  [
    'other than the one in force that comes with it',
    `${REFUSED.hub}`,
    ({versions, setSchema}) => {
      setSchema({...guided, version: 4})
      versions.keep({...renamed, version: 4}, {})
    },
  ],
  [
    'more than a project keeps',
    `${REFUSED.room}`,
    ({versions, setSchema}) => {
      setSchema({...guided, version: 2000})
      for (let version = 4; version < 4 + MOST_VERSIONS; version++) versions.keep({...small, version}, {})
    },
  ],
])('[SP220] no guest brings a version %s', async (_how, refused, change) => {
  value(await hub.requests(ALICE, 'browser').takeSchema(guided, [], {note: 'التزام'}))
  value(await hub.requests(ALICE, 'browser').takeSchema({...guided, name: 'Zoë'}))
  expect(await brought(change)).toBe(refused)
  expect((await seen()).versions.all().map(({version, schema}) => [version, schema?.name])).toEqual([
    [1, DEFAULT_SCHEMA.name],
    [2, DEFAULT_SCHEMA.name],
    [3, 'Zoë'],
  ])
})

test('[SP220] a guest brings the versions that it took before it was one, up to the one that comes into force', async () => {
  const bring = ({versions, setSchema}: Project): void => {
    for (const each of [DEFAULT_SCHEMA, guided, {...guided, version: 3, name: '和平'}]) {
      setSchema(each)
      versions.keep(each, {by: 'zoe', at: 5})
    }
  }
  expect(await brought(bring)).toBe('saved')
  expect((await seen()).versions.all().map(({schema}) => schema?.name)).toEqual([DEFAULT_SCHEMA.name, DEFAULT_SCHEMA.name, '和平'])
})
