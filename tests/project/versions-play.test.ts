import fc from 'fast-check'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation, FeatureValue, Wording} from '../../src/core/annotation/annotation.ts'
import {checkFeature} from '../../src/core/annotation/new-annotation.ts'
import type {Choice, Layer, Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import {layerNamed} from '../../src/core/schema/schema.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import {meaningsSince} from '../../src/core/schema/older-version.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

const article = anArticle(MIXED_TEXT)
const PEOPLE = ['alice', 'bob', 'carol']
const NAMES = ['asserts', '否认', 'يشك', 'hedges', '🕊️']

const FIRST: Schema = {
  name: 'Kinds',
  version: 1,
  layers: [
    {
      name: 'claim',
      label: 'Claim',
      key: 'c',
      look: {hue: 'rose', line: 'solid'},
      features: [
        {name: 'kind', label: 'Kind', kind: 'choice', choices: NAMES.slice(0, 3).map(name => ({value: name, label: name}))},
        {name: 'themes', label: 'Themes', kind: 'choices', choices: NAMES.map(name => ({value: name, label: name}))},
      ],
    },
  ],
}

const act = fc.record({
  peer: fc.nat(2),
  what: fc.constantFrom(
    'add',
    'add',
    'choose',
    'tick',
    'still right',
    'guideline',
    'retire',
    'take out',
    'rename',
    'new label',
    'rename layer',
    'restore',
    'learn',
    'meet',
  ),
  which: fc.nat(20),
  label: fc.nat(4),
})
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

type Change = {readonly next: Schema; readonly mappings: readonly WantedMapping[]}

/** What a curator publishes; `undefined` where it cannot be made. */
function changed({what, which, label}: Act, {versions, ...shared}: Project): Change | undefined {
  const before = shared.schema()
  const [layer] = before.layers
  const [kind, ...others] = layer?.features ?? []
  if (layer === undefined || kind?.kind !== 'choice') return undefined
  const withChoices = (choices: readonly Choice[], mappings: readonly WantedMapping[] = []): Change => ({
    next: {...before, layers: [{...layer, features: [{...kind, choices}, ...others]}]},
    mappings,
  })
  const chosen = kind.choices[which % kind.choices.length]
  const edited = (fields: object): Change => withChoices(kind.choices.map(choice => (choice === chosen ? {...choice, ...fields} : choice)))
  const rest = kind.choices.filter(choice => choice !== chosen)
  const word = {layer: layer.name, feature: kind.name, label: chosen?.value ?? ''}
  const name = `${NAMES[label]}${which}`
  switch (what) {
    case 'guideline':
      return edited({guideline: `As of ${which} 🧊`})
    case 'retire':
      return rest.some(({retired}) => retired !== true) ? edited({retired: true}) : undefined
    case 'take out':
      return rest[0] === undefined
        ? undefined
        : withChoices(rest, [{...word, to: rest[which % rest.length]?.value ?? '', ...(label % 2 === 0 && {split: rest.map(({value: name}) => name)})}])
    case 'rename':
      return kind.choices.some(choice => choice.value === name) ? undefined : withChoices([...rest, {value: name, label: name}], [{...word, to: name}])
    case 'new label':
      return kind.choices.some(choice => choice.value === name) ? undefined : withChoices([...kind.choices, {value: name, label: name}])
    case 'rename layer': {
      const to = layer.name === 'claim' ? 'aussage' : 'claim'
      return {next: {...before, layers: [{...layer, name: to} as Layer]}, mappings: [{layer: layer.name, to}]}
    }
    case 'restore': {
      const kept = versions.all()
      const earlier = kept[which % kept.length]?.schema
      return earlier === undefined ? undefined : {next: earlier, mappings: []}
    }
    default:
      return undefined
  }
}

/** As the hub does it: only where nothing that annotations could say loses its place. */
function publish(hub: Project, change: Change | undefined): void {
  if (change === undefined) return
  const before = hub.schema()
  const taken = schemaChange(before, change.next, change.mappings)
  if (!taken.ok || taken.value.losses.some(({to}) => to === undefined)) return
  hub.transact(() => {
    hub.versions.keep(before, {})
    hub.setSchema(taken.value.next)
    hub.versions.keep(taken.value.next, {by: 'alice', at: 1, note: 'why'})
  })
}

const sync = (one: Y.Doc, other: Y.Doc): void => {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)))
}

const wordingsOf = ({said, schemaVersion: version, layer, features}: Annotation): readonly Wording[] => said ?? [{version, layer, features}]

/** What of an annotation the version that it was said under does not have. */
function unread(annotation: Annotation, versions: Project['versions']): readonly unknown[] {
  let layer = annotation.layer
  return wordingsOf(annotation).flatMap(wording => {
    layer = wording.layer ?? layer
    const schema = versions.get(wording.version)?.schema
    if (schema === undefined) return [[annotation.id, `version ${wording.version} is not kept`]]
    const named = layerNamed(schema, layer) ?? schema.layers[0]
    return Object.entries(wording.features).flatMap(([name, said]: [string, FeatureValue]) =>
      named !== undefined && checkFeature(schema, named.name, name, said).ok ? [] : [[annotation.id, wording.version, name, said]],
    )
  })
}

test('[SP220] after any changes of the schema and of annotations on three replicas with partitions, each annotation can be read with the version that it was made under', () => {
  fc.assert(
    fc.property(fc.array(act, {maxLength: 40}), acts => {
      const projects = PEOPLE.map(() => project(new Y.Doc()))
      const [hub] = projects as [Project, Project, Project]
      hub.setSchema(FIRST)
      const learn = (peer: number): void => {
        const there = projects[peer]
        if (there !== undefined && there !== hub) sync(hub.doc, there.doc)
      }
      for (const peer of [1, 2]) learn(peer)
      const sets = projects.map(shared => annotationSet(new Y.Doc(), undefined, undefined, shared.schema))
      const made = new Map<string, number>()
      let count = 0
      for (const each of acts) {
        const {peer, what, which, label} = each
        const [shared, set, by] = [projects[peer], sets[peer], PEOPLE[peer]]
        if (shared === undefined || set === undefined || by === undefined) continue
        const at = {by, at: ++count}
        const schema = shared.schema()
        const [layer] = schema.layers
        const [kind] = layer?.features ?? []
        const choices = kind?.kind === 'choice' ? kind.choices.filter(({retired}) => retired !== true) : []
        const some = set.all()[which % Math.max(1, set.all().length)]
        const tone = choices[label % Math.max(1, choices.length)]?.value
        if (what === 'learn') {
          learn(peer)
          set.readAnew()
        } else if (what === 'meet') {
          const other = sets[which % 3]
          if (other !== undefined && other !== set) sync(set.doc, other.doc)
        } else if (what === 'add' && layer !== undefined && tone !== undefined) {
          const id = `${by}-${count}`
          made.set(id, schema.version)
          set.add([aClaim(article, 'Sea ice', {id, ...at, layer: layer.name, features: {kind: tone}, schemaVersion: schema.version})])
        } else if (some !== undefined && what === 'choose' && tone !== undefined) set.setFeature(some.id, 'kind', tone, at)
        else if (some !== undefined && what === 'tick') set.setFeature(some.id, 'themes', [NAMES[label] ?? ''], at)
        else if (some !== undefined && what === 'still right') set.sayStillRight(some.id, schema.version, at)
        else publish(hub, changed(each, hub))
      }
      for (const _round of [1, 2]) {
        learn(1)
        learn(2)
        for (const [one, other] of [
          [0, 1],
          [1, 2],
          [0, 2],
        ] as const)
          sync(sets[one]?.doc as Y.Doc, sets[other]?.doc as Y.Doc)
      }
      for (const [peer, set] of sets.entries()) {
        const shared = projects[peer] as Project
        set.readAnew()
        expect(shared.versions.all().map(({version}) => version)).toEqual(hub.versions.all().map(({version}) => version))
        expect(set.unreadable()).toBe(0)
        const annotations = set.all()
        expect(new Map(annotations.map(({id, schemaVersion}) => [id, schemaVersion]))).toEqual(made)
        expect(annotations.flatMap(annotation => unread(annotation, shared.versions))).toEqual([])
        const changes = meaningsSince(shared.versions.all(), shared.schema())
        for (const annotation of annotations) if (annotation.schemaVersion === shared.schema().version) expect(changes(annotation)).toEqual([])
      }
    }),
    {numRuns: 150},
  )
})
