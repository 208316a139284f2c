import {afterEach, beforeEach, expect, test} from 'vitest'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
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
