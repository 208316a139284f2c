// @vitest-environment node
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {layerNamed} from '../../src/core/schema/schema.ts'
import {addAnnotation, setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {entityCreations, topicCreations} from '../../src/renderer/claims/creations.ts'
import {linkOptions} from '../../src/renderer/claims/link-options.ts'
import {pointedAt} from '../../src/renderer/claims/pointed-at.ts'
import type {ReferenceFeature} from '../../src/renderer/claims/reference-options.ts'
import {referenceOptions} from '../../src/renderer/claims/reference-options.ts'
import {createEntity, learnAlias} from '../../src/renderer/claims/registry-acts.ts'
import {anArticle} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'

const TEXT =
  'Netanyahu landed at noon 👩🏽‍🚀. Officials in حيفا waited. The talks will go on, Netanyahu said, according to Hamas. Trump smiled. Nobody asked Netanyahu again.'
const CLAIM = 'The talks will go on'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(TEXT))
})
afterEach(() => desk.close())

function mark(layer: string, quote: string, from = 0, features: Annotation['features'] = {}): Annotation {
  const start = TEXT.indexOf(quote, from)
  const made = addAnnotation(desk.workspace, desk.article(), layer, {start, end: start + quote.length}, features)
  if (!made.ok) throw new Error(`${made.error}`)
  return made.value
}

function given(annotation: Annotation, name: string) {
  const feature = layerNamed(desk.workspace.project.schema(), annotation.layer)?.features.find(each => each.name === name)
  if (feature?.kind !== 'reference') throw new Error(`${name} is no reference.`)
  return {workspace: desk.workspace, article: desk.article(), annotation, feature: feature satisfies ReferenceFeature}
}
const rows = (options: readonly {readonly label: string; readonly detail?: string}[]) =>
  options.map(({label, detail}) => (detail === undefined ? label : `${label} | ${detail}`))

/** A claim, and around it three mentions of one person, a second one, a cue and an entity that nobody marked. */
function marked() {
  const first = mark('entity', 'Netanyahu', 0, {type: 'PERSON'})
  const near = mark('source', 'Netanyahu', TEXT.indexOf(CLAIM))
  const last = mark('entity', 'Netanyahu', TEXT.indexOf('Nobody'), {type: 'PERSON'})
  const hamas = mark('entity', 'Hamas', 0, {type: 'ORG'})
  const cue = mark('cue', 'said')
  const claim = mark('claim', CLAIM)
  const bibi = createEntity(desk.workspace, 'Benjamin Netanyahu', 'PERSON')
  const org = createEntity(desk.workspace, 'Hamas', 'ORG')
  createEntity(desk.workspace, 'African Union', 'ORG')
  setFeature(desk.workspace, desk.article(), hamas.id, 'entityId', org)
  return {first, near, last, hamas, cue, claim, bibi, org}
}

test('whom a claim is attributed to: entities first, those named near by before others; then mentions by name, the nearest first, with the words around', () => {
  const {claim} = marked()
  expect(rows(referenceOptions(given(claim, 'attributionSource')))).toEqual([
    'Benjamin Netanyahu | Person',
    'Hamas | Organisation',
    'African Union | Organisation',
    'An unnamed source',
    'Nobody | No attribution',
    'Netanyahu | will go on, […] said, according to',
    'Netanyahu | […] landed at noon',
    'Netanyahu | smiled. Nobody asked […] again.',
    'Hamas | said, according to […] . Trump smiled.',
  ])
})

test('a cue is chosen among cues only', () => {
  const {claim} = marked()
  expect(rows(referenceOptions(given(claim, 'attributionCue')))).toEqual(['said | go on, Netanyahu […] , according to'])
})

test('pointing at highlights answers the field that asks, with the innermost that suits it', () => {
  const {claim, near, cue, hamas, org} = marked()
  expect(pointedAt(given(claim, 'attributionSource'), [cue.id, near.id, claim.id])).toEqual({kind: 'mention', id: near.id})
  expect(pointedAt(given(claim, 'attributionCue'), [cue.id, near.id, claim.id])).toEqual({kind: 'mention', id: cue.id})
  expect(pointedAt(given(claim, 'attributionCue'), [near.id, claim.id])).toBeUndefined()
  expect(pointedAt(given(claim, 'claimId'), [hamas.id])).toBeUndefined()
  const other = mark('source', 'Trump')
  expect(pointedAt({...given(other, 'entityId'), feature: {...given(other, 'entityId').feature, layers: ['entity']}}, [hamas.id])).toEqual(org)
})

test('linking proposes who shares a name part first, then a new one, then the others; types are called by their labels', () => {
  marked()
  const create = (type: string | undefined) => entityCreations(desk.workspace, type, () => undefined)
  expect(rows(linkOptions(desk.workspace, 'Netanyahu', create('PERSON')).options)).toEqual([
    'Benjamin Netanyahu | Person',
    'New entity “Netanyahu” | Person',
    'African Union | Organisation',
    'Hamas | Organisation',
  ])
  expect(rows(linkOptions(desk.workspace, 'Hamas', create('ORG')).options)[1]).toBe('African Union | Organisation')
})

test('whoever makes an entity says what it is, unless the mention said so', () => {
  const {workspace} = desk
  const made: string[] = []
  const ways = entityCreations(workspace, undefined, ({id}) => made.push(id))
  expect(ways.map(({detail}) => detail)).toEqual(['Person', 'Organisation', 'Country, city, state', 'Place', 'Group or nationality', 'Event', 'Other'])
  ways.find(({detail}) => detail === 'Place')?.create('حيفا')
  expect(made.map(id => workspace.registry.entities.get(id)?.type)).toEqual(['LOC'])
  expect(entityCreations(workspace, 'GPE', () => undefined).map(({detail}) => detail)).toEqual(['Country, city, state'])
})

test('a target of a stance can be made as a topic, an entity or a claim', () => {
  const made: string[] = []
  for (const way of [...topicCreations(desk.workspace, ({kind}) => made.push(kind)), ...entityCreations(desk.workspace, 'EVENT', ({kind}) => made.push(kind))])
    way.create('the talks')
  expect(made).toEqual(['topic', 'entity'])
})

test.each([
  ['राम', 'रमा'],
  ['かき', 'かぎ'],
  ['רָם', 'רם'],
  ['ปลา', 'ปลั'],
  ['Bạch', 'Bách'],
  ['Weiß', 'Weiss'],
  ['Alı', 'Ali'],
  ['مُحَمَّد', 'محمد'],
])('words that name %s are never linked to %s by a key: a new entity is offered first, the one that looks alike after it', (quote, other) => {
  createEntity(desk.workspace, other, 'PERSON')
  const rowsOf = () =>
    rows(
      linkOptions(
        desk.workspace,
        quote,
        entityCreations(desk.workspace, 'PERSON', () => undefined),
      ).options,
    )
  expect(rowsOf()).toEqual([`New entity “${quote}” | Person`, `${other} | Person`])
  createEntity(desk.workspace, quote, 'PERSON')
  expect(rowsOf()).toEqual([`${quote} | Person`, `${other} | Person`])
})

test('an entity learns the words of a mention as a name of its own where they differ in more than case', () => {
  const {id} = createEntity(desk.workspace, 'שלום', 'PERSON')
  for (const words of ['שָׁלוֹם', 'שָׁלוֹם', 'שלום']) learnAlias(desk.workspace, id, words)
  const trump = createEntity(desk.workspace, 'Trump', 'PERSON')
  for (const words of ['TRUMP', 'Trump  ']) learnAlias(desk.workspace, trump.id, words)
  expect([id, trump.id].map(each => desk.workspace.registry.entities.get(each)?.aliases)).toEqual([['שָׁלוֹם'], []])
})
