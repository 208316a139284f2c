import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {DraftOrigin} from '../../src/core/schema/draft.ts'
import {originParts, WHOLE} from '../../src/core/schema/draft.ts'
import {rebased} from '../../src/core/schema/draft-rebase.ts'
import {judge} from '../../src/project/judgement/judge.ts'
import type {Writer} from '../../src/project/judgement/rules.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import {structureOf} from '../../src/project/update-structure.ts'
import {value} from '../support/results.ts'

const origin: DraftOrigin = {by: 'alice', at: 1, from: 'in-force', base: 1, schema: DEFAULT_SCHEMA}
const [first, second] = originParts(DEFAULT_SCHEMA).filter(({part}) => part === 'label')
const parts = [first?.id ?? '', second?.id ?? '', WHOLE]

/** Replicas that know nothing of each other until they meet. */
function replicas(many: number): {readonly projects: readonly Project[]; readonly meet: (one: number, other: number) => void} {
  const projects = Array.from({length: many}, () => project(new Y.Doc()))
  return {
    projects,
    meet: (one, other) => {
      const [a, b] = [projects[one]?.doc, projects[other]?.doc]
      if (a === undefined || b === undefined) return
      Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)))
      Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))
    },
  }
}
const editsOf = (shared: Project | undefined) => Object.fromEntries(shared?.drafts.get('d')?.edits ?? [])

test('two curators who edit one draft at once both keep their changes, also in one label', () => {
  const {projects, meet} = replicas(2)
  const [alices, bobs] = projects
  alices?.drafts.open('d', origin)
  meet(0, 1)
  alices?.drafts.set('d', parts[0] ?? '', {label: 'חיובי'})
  bobs?.drafts.set('d', parts[0] ?? '', {guideline: 'Only where it is *said* 🧊.'})
  bobs?.drafts.set('d', parts[1] ?? '', {key: null})
  meet(0, 1)
  const both = {[parts[0] ?? '']: {label: 'חיובי', guideline: 'Only where it is *said* 🧊.'}, [parts[1] ?? '']: {key: null}}
  expect([editsOf(alices), editsOf(bobs)]).toEqual([both, both])
})

test('any edits on three replicas with partitions end as the same draft, and each field has what somebody wrote last there', () => {
  const edit = fc.record({
    who: fc.nat(2),
    part: fc.constantFrom(...parts),
    field: fc.constantFrom('label', 'guideline', 'order'),
    value: fc.oneof(fc.string(), fc.constant(null), fc.constant(undefined)),
    meets: fc.option(fc.nat(2), {nil: undefined}),
  })
  fc.assert(
    fc.property(fc.array(edit, {maxLength: 25}), edits => {
      const {projects, meet} = replicas(3)
      projects[0]?.drafts.open('d', origin)
      meet(0, 1)
      meet(1, 2)
      const written = new Map<string, Set<string>>()
      for (const {who, part, field, value: wanted, meets} of edits) {
        projects[who]?.drafts.set('d', part, {[field]: wanted})
        const place = `${part}/${field}`
        written.set(place, (written.get(place) ?? new Set()).add(JSON.stringify(wanted) ?? 'nothing'))
        if (meets !== undefined && meets !== who) meet(who, meets)
      }
      for (const [one, other] of [
        [0, 1],
        [1, 2],
        [0, 1],
      ] as const)
        meet(one, other)
      expect([editsOf(projects[1]), editsOf(projects[2])]).toEqual([editsOf(projects[0]), editsOf(projects[0])])
      for (const [part, fields] of Object.entries(editsOf(projects[0])))
        for (const [field, found] of Object.entries(fields)) expect(written.get(`${part}/${field}`)).toContain(JSON.stringify(found))
    }),
  )
})

test('once it is published, what somebody changed in it meanwhile stays in it as the next draft', () => {
  const {projects, meet} = replicas(2)
  const [alices, bobs] = projects
  alices?.drafts.open('d', origin)
  alices?.drafts.set('d', parts[0] ?? '', {label: 'Pro'})
  meet(0, 1)
  bobs?.drafts.set('d', parts[1] ?? '', {label: 'Contra'})
  const read = alices?.drafts.get('d')
  if (alices === undefined || read === undefined) throw new Error('There is no draft.')
  const published = {
    ...DEFAULT_SCHEMA,
    version: 2,
    layers: DEFAULT_SCHEMA.layers.map(layer => ({
      ...layer,
      features: layer.features.map(feature =>
        'choices' in feature
          ? {
              ...feature,
              choices: feature.choices.map(choice =>
                choice.value === first?.word?.label && feature.name === first.word.feature && layer.name === first.word.layer
                  ? {...choice, label: 'Pro'}
                  : choice,
              ),
            }
          : feature,
      ),
    })),
  }
  alices.drafts.goOn(read, rebased(read, {...origin, base: 2, schema: published}))
  expect(editsOf(alices)).toEqual({})
  meet(0, 1)
  expect(editsOf(bobs)).toEqual({[parts[1] ?? '']: {label: 'Contra'}})
  expect(bobs?.drafts.get('d')?.origin.base).toBe(2)
  bobs?.drafts.discard('d')
  meet(0, 1)
  expect(alices.drafts.all()).toEqual([])
})

describe('[SP223] what the hub takes of a draft', () => {
  const judged = (change: (shared: Project) => void, writer: Partial<Writer> = {}): string => {
    const {projects} = replicas(2)
    const [here, hers] = projects as [Project, Project]
    here.drafts.open('d', origin)
    Y.applyUpdate(hers.doc, Y.encodeStateAsUpdate(here.doc))
    hers.transact(() => change(hers))
    const update = Y.encodeStateAsUpdate(hers.doc, Y.encodeStateVector(here.doc))
    const judgement = judge(here.doc, {kind: 'project'}, value(structureOf(update)), update, {person: 'alice', brings: false, ...writer})
    return judgement.state === 'refused' ? judgement.why : judgement.state
  }
  const bob = {person: 'bob'}

  test.each<readonly [string, string, (shared: Project) => void, Partial<Writer>]>([
    ['a field of a part', 'taken', ({drafts}) => drafts.set('d', 'p1', {label: 'سلام'}), bob],
    ['that it is thrown away', 'taken', ({drafts}) => drafts.discard('d'), bob],
    ['a draft of hers', 'taken', ({drafts}) => drafts.open('e', origin), {}],
    ['a draft in another’s name', 'name', ({drafts}) => drafts.open('e', origin), bob],
    ['what is no field', 'shape', ({doc}) => doc.getMap('drafts').set('d/p1/a b', '1'), {}],
    ['what is no JSON', 'shape', ({doc}) => doc.getMap('drafts').set('d/p1/label', '{'), {}],
    ['an origin that is no schema', 'shape', ({doc}) => doc.getMap('drafts').set('e/origin', '{}'), {}],
    ['what is too long', 'shape', ({drafts}) => drafts.set('d', 'p1', {guideline: 'x'.repeat(100_001)}), {}],
  ])('%s', (_what, outcome, change, writer) => {
    expect(judged(change, writer)).toBe(outcome)
  })
})
