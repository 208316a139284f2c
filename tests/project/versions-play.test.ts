import fc from 'fast-check'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation, FeatureValue, Wording} from '../../src/core/annotation/annotation.ts'
import {checkFeature} from '../../src/core/annotation/new-annotation.ts'
import {draftParts} from '../../src/core/schema/draft.ts'
import {draftProblems} from '../../src/core/schema/draft-problems.ts'
import {rebased} from '../../src/core/schema/draft-rebase.ts'
import {draftedSchema} from '../../src/core/schema/drafted-schema.ts'
import {afterPublishing} from '../../src/core/schema/goes-now.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import type {Choice, Layer, Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import {layerNamed} from '../../src/core/schema/schema.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import {meaningsSince} from '../../src/core/schema/older-version.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aLayer, aSchema} from '../support/coding-schemas.ts'

const article = anArticle(MIXED_TEXT)
const PEOPLE = ['alice', 'bob', 'carol']
const NAMES = ['asserts', '否认', 'يشك', 'hedges', '🕊️']

const FIRST = aSchema([
  aLayer('claim', [
    {name: 'kind', label: 'Kind', kind: 'choice', choices: NAMES.slice(0, 3).map(name => ({value: name, label: name}))},
    {name: 'themes', label: 'Themes', kind: 'choices', choices: NAMES.map(name => ({value: name, label: name}))},
  ]),
])

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
    'draft',
    'edit draft',
    'edit draft',
    'publish draft',
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

/** What a curator changes in a draft that she has open: a label of a layer, a question or a label, or a guideline of it; or a new label. */
function editDraft({what: _what, which, label, peer}: Act, {drafts}: Project, count: number): void {
  const draft = drafts.all()[which % Math.max(1, drafts.all().length)]
  if (draft === undefined) return
  const parts = draftParts(draft)
  const part = parts[which % parts.length]
  const feature = parts.find(each => each.fields.kind === 'choice')
  const said = `${NAMES[label]} ${PEOPLE[peer]} ${count}`
  if (label === 4 && feature !== undefined) drafts.set(draft.id, `n${count}`, {part: 'label', in: feature.id, name: said, label: said, order: count})
  else if (part !== undefined) drafts.set(draft.id, part.id, label % 2 === 0 ? {label: said} : {guideline: said})
}

/** As a window does it: on the version in force, with the choice that the draft wins; what it says is in force then, and nothing of it is lost on the way. */
function publishDraft(hub: Project, which: number): void {
  const draft = hub.drafts.all()[which % Math.max(1, hub.drafts.all().length)]
  if (draft === undefined) return
  const inForce = hub.schema()
  if (draft.origin.base !== inForce.version) {
    const next = rebased(draft, {...draft.origin, base: inForce.version, schema: inForce})
    // No change of the draft goes without a word: it is in it still, in force already, or told of as gone.
    const kept = new Set([...next.edits.values()].flatMap(fields => Object.values(fields)))
    const lost = [...draft.edits.values()].flatMap(({label, guideline}) => [label, guideline].filter(said => said !== undefined && !kept.has(said)))
    const gone = JSON.stringify([next.conflicts, inForce])
    expect(lost.filter(said => !gone.includes(JSON.stringify(said)))).toEqual([])
    hub.drafts.goOn(draft, next)
  }
  const read = hub.drafts.get(draft.id)
  if (read === undefined || draftProblems(read).length > 0) return
  const {schema, mappings} = draftedSchema(read)
  const parsed = parseNewSchema(schema)
  if (!parsed.ok) return
  publish(hub, {next: parsed.value, mappings})
  if (hub.schema().version === inForce.version) return
  const rest = afterPublishing(read, read, hub.schema())
  expect(rest.edits.size).toBe(0)
  hub.drafts.discard(read.id)
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

test('[SP220] [SP223] [SP224] after any changes of the schema, of drafts and of annotations on three replicas with partitions, each annotation can be read with the version that it was made under, and no change of a draft is lost unsaid', () => {
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
        if (what === 'draft') shared.drafts.open(`d${which % 3}`, {...at, from: 'in-force', base: schema.version, schema})
        else if (what === 'edit draft') editDraft(each, shared, count)
        else if (what === 'publish draft') publishDraft(hub, which)
        else if (what === 'learn') {
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
        expect(shared.drafts.all()).toEqual(hub.drafts.all())
        const {version} = shared.schema()
        for (const annotation of annotations)
          if (annotation.schemaVersion === version || annotation.stillRight?.version === version) expect(changes(annotation)).toEqual([])
      }
    }),
    {numRuns: 200},
  )
})
