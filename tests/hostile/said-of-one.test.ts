import {createDecoder, readVarString} from 'lib0/decoding'
import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {SpanAnnotation} from '../../src/core/annotation/annotation.ts'
import {MOST_SAID} from '../../src/core/annotation/most-said.ts'
import {labelField} from '../../src/core/annotation/record-key.ts'
import {iso} from '../../src/core/iso-time.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationFields} from '../../src/project/annotation-record.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf, sendAndImport} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const article = anArticle(MIXED_TEXT)
const team: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
let path = ''
let remove: () => Promise<void>
let folder: ProjectFolder
let hub: Hub
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  folder = await aProjectFolder(`${path}/Ceasefire.claimlight`)
  hub = await aHub(folder)
  value(
    await hub.changeProject(({people}) => {
      for (const person of [ALICE, BOB]) people.put(person)
    }),
  )
  value(await hub.requests(ALICE, 'browser').importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(article.text)}], null))
})
afterEach(async () => {
  await hub.close()
  await remove()
})

const claim = (by: string, fields: Partial<SpanAnnotation> = {}): Y.Map<unknown> =>
  new Y.Map(annotationFields(aClaim(article, '和平即将到来', {id: `of-${by}`, by, ...fields})))
const changed = async (change: (annotations: Y.Map<Y.Map<unknown>>) => void): Promise<Uint8Array> => {
  const doc = documentFrom(await folder.store.load(documentName(hub.projectId, team)))
  const before = Y.encodeStateVector(doc)
  doc.transact(() => change(doc.getMap('annotations')))
  return Y.encodeStateAsUpdate(doc, before)
}
const reasonIn = (denied: Uint8Array): string => readVarString(createDecoder(denied.subarray(1)))
/** `saved`, or why not. Whoever was refused comes anew. */
const offered = async (change: (annotations: Y.Map<Y.Map<unknown>>) => void, person = BOB): Promise<string> => {
  const client = modifiedWindow(hub, person)
  expect(await client.open(team)).toBe('read-write')
  const answer = await client.offer(team, await changed(change))
  const denied = answer === 'not saved' ? await client.until(({type, bytes}) => type === TYPE.auth && bytes[0] === 1) : undefined
  client.close()
  return denied === undefined ? String(answer) : reasonIn(denied.bytes)
}
const labels = (many: number): readonly string[] => Array.from({length: many}, (_, n) => `سلام ${n}`)
function writeLabels(record: Y.Map<unknown> | undefined, of: readonly string[]): void {
  for (const label of of) record?.set(labelField('frames', label), true)
}

test('[SP168] what is said under a version that no schema has is not taken, and what is exported beside it can be imported', async () => {
  for (const schemaVersion of [0, 1_000_001, Number.MAX_SAFE_INTEGER])
    expect(await offered(annotations => annotations.set('of-bob', claim('bob', {schemaVersion})))).toBe(`${REFUSED.shape}`)
  expect(await offered(annotations => annotations.set('of-bob', claim('bob')))).toBe('saved')
  expect(await offered(annotations => annotations.get('of-bob')?.set('feature/note', {said: 'سلام', under: 2 ** 40}))).toBe(`${REFUSED.shape}`)
  const made = value(await hub.requests(ALICE, 'browser').exportDataset('codepoint'))
  const fresh = await aHub(await aProjectFolder(`${path}/Copy.claimlight`))
  expect(value(await sendAndImport(fresh.requests(ALICE, 'browser'), 'a.json', await fileOf(made)))).toMatchObject({annotations: 1})
  await fresh.close()
})

test('[SP168] nobody changes under which version a colleague’s annotation was made, so her stances are read in the words that she gave them in', async () => {
  expect(await offered(annotations => annotations.set('of-alice', claim('alice')), ALICE)).toBe('saved')
  const laterMade = (annotations: Y.Map<Y.Map<unknown>>): void => {
    for (const [field, said] of Object.entries({schemaVersion: 2, editedBy: 'bob', editedAt: 9})) annotations.get('of-alice')?.set(field, said)
  }
  expect(await offered(laterMade)).toBe(`${REFUSED.fixed}`)
})

test('[SP168] an annotation says a thousand labels at most; who takes some away may say others', async () => {
  expect(await offered(annotations => writeLabels(annotations.set('of-bob', claim('bob')), labels(MOST_SAID)))).toBe('saved')
  expect(await offered(annotations => writeLabels(annotations.get('of-bob'), ['和平']))).toBe(`${REFUSED.crowded}`)
  const another = (annotations: Y.Map<Y.Map<unknown>>): void => {
    annotations.get('of-bob')?.delete(labelField('frames', 'سلام 0'))
    writeLabels(annotations.get('of-bob'), ['和平'])
  }
  expect(await offered(another)).toBe('saved')
  expect(await offered(annotations => writeLabels(annotations.set('other', claim('bob')), labels(MOST_SAID + 1)))).toBe(`${REFUSED.crowded}`)
})

test('[SP168] check names what an older Claimlight took of that, and a dataset is made without it', async () => {
  const name = documentName(hub.projectId, team)
  const written = await changed(annotations => {
    writeLabels(annotations.set('of-bob', claim('bob')), labels(MOST_SAID + 1))
    annotations.set('later', claim('bob', {schemaVersion: 7}))
  })
  await folder.store.append(name, team, written)
  const {problems} = value(await hub.requests(ALICE, 'browser').checkProject())
  expect(problems.join('\n')).toContain('it has more than 1,000 labels, which is more than a hub takes in one annotation.')
  expect(problems.join('\n')).toContain('it is said under version 7 of the schema, which is at 1.')
  const made = await fileOf(value(await hub.requests(ALICE, 'browser').exportDataset('codepoint')))
  const fresh = await aHub(await aProjectFolder(`${path}/Copy.claimlight`))
  const {annotations} = JSON.parse(made) as {annotations: readonly {id: string}[]}
  expect(annotations.filter(({id}) => ['of-bob', 'later'].includes(id))).toEqual([])
  value(await sendAndImport(fresh.requests(ALICE, 'browser'), 'a.json', made))
  await fresh.close()
})

test('[SP145] a time that no calendar has is not taken, which a window could not show', async () => {
  for (const at of [253_402_300_800_000, 8_640_000_000_000_001]) {
    expect(await offered(annotations => annotations.set('of-bob', claim('bob', {at})))).toBe(`${REFUSED.shape}`)
    expect(iso(at)).toBe('9999-12-31T23:59:59.999Z')
  }
})
