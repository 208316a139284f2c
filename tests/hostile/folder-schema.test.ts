import {afterEach, beforeEach, expect, test} from 'vitest'
import {ownerOf} from '../../src/core/round/owner.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {ARTICLE} from '../hub/folder-peer.ts'
import {until} from '../hub/hub-bench.ts'
import {value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import type {FolderAttack} from './folder-attacker.ts'
import {folderAttack} from './folder-attacker.ts'

const PROJECT: DocumentAddress = {kind: 'project'}
const renamed: Schema = {...DEFAULT_SCHEMA, version: 2, layers: DEFAULT_SCHEMA.layers.map(layer => ({...layer, label: `${layer.label} 🧊 السلام`}))}
const guided: Schema = {...DEFAULT_SCHEMA, version: 2, layers: DEFAULT_SCHEMA.layers.map(layer => ({...layer, guideline: 'What does the *outlet* say?'}))}

let attack: FolderAttack
beforeEach(async () => {
  attack = await folderAttack()
}, 60_000)
afterEach(() => attack.close())

/** Bob marks before and after the schema came from the folder, while the round is closed; what a check says of that once it is opened. */
async function checkedAfter(schema: Schema): Promise<readonly string[]> {
  const {alice, bob, round, brings} = attack
  const bobs: DocumentAddress = {kind: 'set', article: ARTICLE.id, owner: ownerOf('bob', round)}
  await bob.mark('before', '和平即将到来', bobs)
  await brings(PROJECT, doc => {
    const {versions, setSchema} = project(doc)
    setSchema(schema)
    versions.keep(schema, {by: 'alice', at: 5})
  })
  await until('it is in force at Bob’s', async () => (await bob.project()).schema().version === 2)
  await bob.mark('after', 'Sea ice melts faster', bobs, {schemaVersion: 2})
  expect((await bob.project()).rounds.get(round)?.state).toBe('closed')
  expect(await alice.marked(bobs)).toEqual([])
  expect((await bob.project()).versions.get(1)?.schema).toEqual(DEFAULT_SCHEMA)
  await openRound(alice.hub, round)
  await until('Alice has what Bob did', async () => (await alice.marked(bobs)).length === 2)
  return value(await alice.api.checkProject()).problems.map(String)
}

test('[SF58] a schema that the folder brings while a round is closed opens nothing and loses no version, and a check says where people had not the same to choose from', async () => {
  expect(await checkedAfter(renamed)).toContainEqual(
    expect.stringContaining(
      'Work in the round “Runde 1 和平” was done under versions 1 and 2 of the schema, between which there was not the same to choose from.',
    ),
  )
})

test('[SF58] guidelines that it brings are told of by nobody', async () => {
  expect(await checkedAfter(guided)).toEqual([])
})
