import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {DraftOrigin, SchemaDraft} from '../../src/core/schema/draft.ts'
import {originParts} from '../../src/core/schema/draft.ts'
import {draftProblems} from '../../src/core/schema/draft-problems.ts'
import {rebased} from '../../src/core/schema/draft-rebase.ts'
import {draftedSchema} from '../../src/core/schema/drafted-schema.ts'
import {differenceWords} from '../../src/core/schema/difference-words.ts'
import {schemaDiff} from '../../src/core/schema/schema-diff.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'
import {ALICE, aPerson, BOB, until, windowOf} from './hub-bench.ts'
import {hubOfArticle} from './hub-of-article.ts'

const ZOE = aPerson('Zoe', 'curator')
const article = anArticle(MIXED_TEXT)
const [first, second] = originParts(DEFAULT_SCHEMA).filter(({part, word}) => part === 'label' && word?.feature === 'commitment')
const [asserts, hedges] = [first?.id ?? '', second?.id ?? '']

let hub: Hub
const windows = hubOfArticle(article, made => {
  hub = made.hub
})

async function open(person: Person): Promise<{readonly shared: Project; readonly saved: () => Promise<unknown>}> {
  const {doc, opened, saved} = windows.keep(windowOf(hub, person)).open({kind: 'project'})
  expect(await opened).toBeUndefined()
  return {shared: project(doc), saved}
}

const draftIn = ({drafts}: Project): SchemaDraft => {
  const [draft] = drafts.all()
  if (draft === undefined) throw new Error('There is no draft.')
  return draft
}
/** As a window publishes it. */
const publish = (person: Person, draft: SchemaDraft, note: string) => {
  expect(draftProblems(draft)).toEqual([])
  const {schema, mappings} = draftedSchema(draft)
  return hub.requests(person, 'browser').takeSchema(schema, mappings, {base: draft.origin.base, note})
}
const originIn = ({schema}: Project, by: string): DraftOrigin => ({by, at: 2, from: 'in-force', base: schema().version, schema: schema()})

test('[SP223] two curators edit a draft together, one publishes, and the later one sees what was published and decides', async () => {
  const [alices, zoes] = [await open(ALICE), await open(ZOE)]
  alices.shared.drafts.open('d', originIn(alices.shared, 'alice'))
  await alices.saved()
  await until('zoe has the draft', () => zoes.shared.drafts.get('d') !== undefined)
  zoes.shared.drafts.set('d', asserts, {guideline: 'Flatly said, as السلام قريب.'})
  await zoes.saved()
  await until('alice has the guideline', () => draftIn(alices.shared).edits.get(asserts) !== undefined)
  const hers = draftIn(zoes.shared)
  alices.shared.drafts.set('d', hedges, {label: 'Hedged 🧊'})
  await alices.saved()
  const published = draftIn(alices.shared)
  expect(value(await publish(ALICE, published, 'After ten articles')).version).toBe(2)
  await until('version 2 is there', () => alices.shared.schema().version === 2 && zoes.shared.schema().version === 2)
  expect(alices.shared.versions.get(2)?.note).toBe('After ten articles')
  const words = schemaDiff(DEFAULT_SCHEMA, alices.shared.schema()).map(each => `${differenceWords(each, DEFAULT_SCHEMA, alices.shared.schema())}`)
  expect(words.map(each => each.replace(/^Label “.*” of “Commitment”: /, ''))).toEqual(['other guideline', 'renamed “Hedged 🧊”'])

  const late: SchemaDraft = {...hers, edits: new Map([...hers.edits, [hedges, {label: 'Unsure'}]])}
  expect(refusal(await publish(ZOE, late, 'mine'))).toContain('This schema goes on from version 1, and version 2 is in force by now.')
  const next = rebased(late, originIn(zoes.shared, 'zoe'))
  expect(next.conflicts).toEqual([expect.objectContaining({part: hedges, field: 'label', mine: 'Unsure', theirs: 'Hedged 🧊'})])
  zoes.shared.drafts.goOn(late, next)
  zoes.shared.drafts.set('d', hedges, {label: 'Unsure'})
  await zoes.saved()
  expect(value(await publish(ZOE, draftIn(zoes.shared), 'Decided')).version).toBe(3)
})

test('[SP220] whoever is away under one version works on, and her work arrives as of that version, which can be read', async () => {
  const {doc, opened, saved} = windows.keep(windowOf(hub, BOB)).open({kind: 'set', article: article.id, owner: 'team'})
  expect(await opened).toBeUndefined()
  const away = new Y.Doc()
  Y.applyUpdate(away, Y.encodeStateAsUpdate(doc))
  for (const label of ['Hedged', 'Hedging', 'ربما'])
    value(
      await hub
        .requests(ALICE, 'browser')
        .takeSchema({...DEFAULT_SCHEMA, layers: DEFAULT_SCHEMA.layers.map((layer, nth) => (nth === 0 ? {...layer, label} : layer))}),
    )
  annotationSet(away).add([aClaim(article, 'Sea ice', {id: 'away', by: 'bob', features: {commitment: 'hedges'}})])
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(away))
  await saved()
  const alices = windows.keep(windowOf(hub, ALICE)).open({kind: 'set', article: article.id, owner: 'team'})
  expect(await alices.opened).toBeUndefined()
  await until('it is there', () => annotationSet(alices.doc).get('away') !== undefined)
  const {shared} = await open(ALICE)
  expect([annotationSet(alices.doc).get('away')?.schemaVersion, shared.schema().version, shared.versions.get(1)?.schema]).toEqual([1, 4, DEFAULT_SCHEMA])
})
