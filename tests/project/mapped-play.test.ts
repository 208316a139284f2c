import fc from 'fast-check'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation, FeatureValue} from '../../src/core/annotation/annotation.ts'
import {differences} from '../../src/core/annotation/differences.ts'
import {checkFeature} from '../../src/core/annotation/new-annotation.ts'
import {canonicalSet} from '../../src/core/round/commitment.ts'
import type {Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import {featureNamed, layerNamed} from '../../src/core/schema/schema.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import {readAnnotation, writeAnnotation} from '../../src/project/annotation-record.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {project} from '../../src/project/project.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aLayer, aSchema, featuresWith} from '../support/coding-schemas.ts'
import {network} from '../support/network.ts'
import {value} from '../support/results.ts'

const article = anArticle(MIXED_TEXT)
const LABELS = ['asserts', '否认', 'يشك', 'hedges', '🕊️']
const PEOPLE = ['alice', 'bob', 'carol']
const FIRST = aSchema([aLayer('claim', featuresWith(LABELS.slice(0, 3)))])

const act = fc.record({
  peer: fc.nat(2),
  what: fc.constantFrom('add', 'choose', 'tick', 'judge', 'note', 'layer', 'map label', 'map label', 'map feature', 'map layer', 'deliver', 'deliver schema'),
  which: fc.nat(20),
  label: fc.nat(4),
})
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

/** A change of the schema that takes a label, a feature or the layer away and says what it is read as; what went before may come back. */
function changed({what, label, which}: Act, before: Schema): {readonly next: Schema; readonly mappings: readonly WantedMapping[]} | undefined {
  const [layer] = before.layers
  const [kind, , , note] = layer?.features ?? []
  if (layer === undefined || kind?.kind !== 'choice' || note === undefined) return undefined
  const names = {kind: kind.name, note: note.name}
  const labels = kind.choices.map(each => each.value)
  if (what === 'map layer') {
    const to = layer.name === 'claim' ? 'aussage' : 'claim'
    return {next: {...before, layers: [{...layer, name: to}]}, mappings: [{layer: layer.name, to}]}
  }
  if (what === 'map feature') {
    const to = {kind: names.kind === 'kind' ? 'art' : 'kind', note: names.note === 'note' ? 'نص' : 'note'}
    const safe = {...to, note: to.note === 'نص' ? 'text' : 'note'}
    return {
      next: {...before, layers: [{...layer, features: featuresWith(labels, safe)}]},
      mappings: [
        {layer: layer.name, feature: names.kind, to: safe.kind},
        {layer: layer.name, feature: names.note, to: safe.note},
      ],
    }
  }
  const gone = labels[which % labels.length]
  const back = LABELS[label]
  const rest = [...new Set([...labels.filter(each => each !== gone), ...(back === undefined || back === gone ? [] : [back])])]
  const to = rest[which % Math.max(1, rest.length)]
  if (gone === undefined || to === undefined) return undefined
  return {
    next: {...before, layers: [{...layer, features: featuresWith(rest, names)}]},
    mappings: [names.kind, 'topics', 'stances'].map(feature => ({layer: layer.name, feature, label: gone, to})),
  }
}

function play(acts: readonly Act[], takers: number) {
  const [sets, projects] = [network(3), network(3)]
  const peers = PEOPLE.map((by, n) => {
    const shared = project(projects.docs[n] as Y.Doc)
    const set = annotationSet(sets.docs[n] as Y.Doc, undefined, undefined, shared.schema)
    shared.observe(() => set.readAnew())
    return {by, shared, set}
  })
  peers[0]?.shared.setSchema(FIRST)
  projects.deliverAll()
  for (const id of ['first', 'second']) peers[0]?.set.add([aClaim(article, 'Sea ice', {id, features: {kind: 'asserts', topics: ['يشك']}})])
  sets.deliverAll()
  let clock = 1000
  const put = new Set<string>()
  for (const each of acts) {
    const {by, shared, set} = peers[each.peer] as (typeof peers)[number]
    const schema = shared.schema()
    const now = {by, at: ++clock}
    const annotations = set.all().filter(({layer}) => layerNamed(schema, layer) !== undefined)
    const one = annotations[each.which % Math.max(1, annotations.length)]
    const features = schema.layers[0]?.features ?? []
    const [kind, topics, , note] = features
    const labels = kind?.kind === 'choice' ? kind.choices.map(choice => choice.value) : []
    const label = labels[each.label % Math.max(1, labels.length)] ?? ''
    if (each.what === 'deliver') sets.deliver(each.which)
    else if (each.what === 'deliver schema') projects.deliver(each.which)
    else if (each.what === 'add')
      set.add([
        aClaim(article, '和平即将到来', {
          id: `c${clock}`,
          ...now,
          layer: schema.layers[0]?.name ?? '',
          features: {[kind?.name ?? '']: label, topics: [label]},
          schemaVersion: schema.version,
        }),
      ])
    else if (each.what.startsWith('map')) {
      const change = each.peer < takers ? changed(each, schema) : undefined
      if (change !== undefined) shared.setSchema(value(schemaChange(schema, change.next, change.mappings)).next)
    } else if (one === undefined || kind === undefined || topics === undefined || note === undefined) continue
    else if (each.what === 'choose') set.setFeature(one.id, kind.name, label, now)
    else if (each.what === 'tick') {
      const ticked = one.features.topics
      const before = Array.isArray(ticked) ? (ticked as readonly string[]) : []
      set.setFeature(one.id, 'topics', before.includes(label) ? before.filter(tick => tick !== label) : [...before, label], now)
    } else if (each.what === 'judge') {
      set.putStance(one.id, {id: `s${clock}`, ...now, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: label}, now)
      put.add(`${one.id} s${clock}`)
    } else if (each.what === 'note') set.writeText(one.id, {id: `t${clock}`, feature: note.name, text: `عيد ${clock}`, ...now}, set.noteOf(one.id, note.name))
    else set.setLayer(one.id, schema.layers[0]?.name ?? '', now)
    if (one !== undefined && kind !== undefined && topics !== undefined && note !== undefined)
      readsOwn(each, set.get(one.id), one, {label, kind: kind.name, note: note.name, clock})
  }
  sets.deliverAll()
  projects.deliverAll()
  return {peers, put}
}

/** Whoever writes reads what she wrote, in her words. */
function readsOwn(
  {what}: Act,
  now: Annotation | undefined,
  before: Annotation,
  {label, kind, note, clock}: {readonly label: string; readonly kind: string; readonly note: string; readonly clock: number},
): void {
  const ticked = (annotation: Annotation | undefined): boolean =>
    Array.isArray(annotation?.features.topics) && (annotation.features.topics as readonly string[]).includes(label)
  if (what === 'choose') expect(now?.features[kind]).toBe(label)
  if (what === 'tick') expect(ticked(now)).toBe(!ticked(before))
  if (what === 'judge') expect(now?.features.stances).toContainEqual(expect.objectContaining({id: `s${clock}`, value: label}))
  if (what === 'note') expect(now?.features[note]).toContain(`عيد ${clock}`)
}

const stancesIn = (annotations: readonly Annotation[]): readonly string[] =>
  annotations.flatMap(({id, features}) =>
    Array.isArray(features.stances) ? (features.stances as readonly {readonly id: string}[]).map(stance => `${id} ${stance.id}`) : [],
  )

test('[SP162] whatever is said and mapped at three places that meet now and then, every annotation is read by all in the same words, with all that was said in it', () => {
  fc.assert(
    fc.property(fc.array(act, {minLength: 40, maxLength: 60}), acts => {
      const {peers, put} = play(acts, 3)
      const [first, ...others] = peers.map(({set}) => [...set.all()].sort((a, b) => (a.id < b.id ? -1 : 1)))
      for (const other of others) expect(other).toEqual(first)
      expect(peers[0]?.set.unreadable()).toBe(0)
      expect([...stancesIn(first ?? [])].sort()).toEqual([...put].sort())
      const schema = peers[0]?.shared.schema()
      for (const annotation of first ?? []) {
        // As an export and an import keep it.
        const again = readAnnotation(annotation.id, new Y.Doc().getMap<Y.Map<unknown>>('a').set('a', writeAnnotation(annotation)), schema)
        expect(again === undefined ? [annotation.id] : differences(annotation, again)).toEqual([])
        // A commitment is to what was said, whatever that is read as. While a round is closed nothing is mapped, so its sets are of one version.
        if ((annotation.said?.length ?? 1) > 1) continue
        const asSaid = peers[0] && annotationSet(peers[0].set.doc).get(annotation.id)
        expect(canonicalSet({article: article.id, annotations: [annotation], readMarks: []})).toBe(
          canonicalSet({article: article.id, annotations: asSaid === undefined ? [] : [asSaid], readMarks: []}),
        )
      }
    }),
    {numRuns: 20},
  )
})

test('[SP162] where one schema comes after the other, each label that anybody said is one of the last, whatever was edited under which', () => {
  fc.assert(
    fc.property(fc.array(act, {minLength: 40, maxLength: 60}), acts => {
      const {peers} = play(acts, 1)
      const [alice] = peers
      const schema = alice?.shared.schema() ?? FIRST
      for (const annotation of alice?.set.all() ?? []) {
        const layer = layerNamed(schema, annotation.layer)
        expect(layer, annotation.id).toBeDefined()
        for (const [name, said] of Object.entries<FeatureValue>(annotation.features)) {
          // What was written at once under another name of the feature stands beside, under that.
          if (layer === undefined || featureNamed(layer, name) === undefined) continue
          expect(checkFeature(schema, annotation.layer, name, said)).toEqual({ok: true, value: said})
        }
      }
    }),
    {numRuns: 20},
  )
})
