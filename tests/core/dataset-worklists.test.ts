import {readFile} from 'node:fs/promises'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {ProjectSnapshot, SealedFinish, SnapshotWorklist} from '../../src/core/dataset/project-snapshot.ts'
import {commitmentTo} from '../../src/core/round/commitment.ts'
import {asNamedThen, namesThen} from '../../src/core/round/names-then.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {resolvedAnnotation} from '../../src/core/annotation/resolved-references.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {lateWorkIn} from '../../src/project/late-work.ts'
import {newSetUpdate} from '../../src/project/new-set.ts'
import {noncesIn} from '../../src/project/nonces.ts'
import {enterSnapshot, snapshotSet} from '../../src/project/project-snapshot.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import {parseSchema} from '../../src/core/schema/schema-file.ts'
import {value} from '../support/results.ts'
import {aRound} from '../support/rounds.ts'
import {oddIn, parseDataset, sealsIn} from '../support/datasets.ts'
import {read} from '../support/through-documents.ts'
import {anAnnotation, anArticle, aProject, at, stance} from './projects.ts'

const OPEN = aRound({id: 'r/1 🕊', state: 'open', ownSets: true, startedBy: 'alice', opened: {by: 'alice', at: 9}})
const [ARTICLE] = aProject().articles
const ID = ARTICLE?.id ?? ''
const nonceOf = (seed: number): Uint8Array => Uint8Array.from({length: 32}, (_, n) => (n * 31 + seed) % 256)

/** What Carol did, in a round, with these finishes. */
function inRound(finishes: readonly SealedFinish[], given: SnapshotWorklist['given'] = []): ProjectSnapshot {
  const project = aProject()
  const owned = <T extends {readonly owner: string}>(of: T): T => (of.owner === 'annotator:carol' ? {...of, owner: ownerOf('carol', OPEN.id)} : of)
  return {
    ...project,
    rounds: [OPEN],
    registries: project.registries.map(owned),
    sets: project.sets.map(owned),
    worklists: [{round: OPEN.id, annotator: 'carol', given, finished: finishes}],
  }
}
const carols = (project: ProjectSnapshot) => {
  const found = project.sets.find(({owner}) => owner === ownerOf('carol', OPEN.id))
  if (found === undefined) throw new Error('Carol has said nothing.')
  return found
}
function sealed(id: string, step: number, fields: Partial<SealedFinish> = {}): SealedFinish {
  const {article, annotations, readMarks} = carols(inRound([]))
  const nonce = nonceOf(step)
  const commitment = commitmentTo({article, annotations, readMarks}, nonce)
  return {id, article, by: 'carol', at: at(step), commitment, nonce: Buffer.from(nonce).toString('base64url'), ...fields}
}
const problemsOf = (file: string): readonly string[] => {
  const parsed = parseDataset(file)
  return parsed.ok ? [] : parsed.error
}

/** As an import writes it, and an export reads it. */
function throughProject(project: ProjectSnapshot): ProjectSnapshot {
  const worklists = enterSnapshot(project).flatMap(({address, make}) => {
    if (address.kind !== 'worklist') return []
    const doc = new Y.Doc()
    make(doc)
    return [{round: address.round, annotator: address.annotator, list: worklistDocument(doc)}]
  })
  const nonces = new Map<string, string>()
  const sets = project.sets.map(set => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, newSetUpdate(7, set.annotations, set.readMarks, set))
    for (const [id, {nonce}] of noncesIn(doc)) nonces.set(id, nonce)
    const entered = annotationSet(doc)
    const {late: _, ...rest} = set
    return {
      ...snapshotSet(set.article, set.owner, {...entered, late: () => lateWorkIn(doc)}),
      ...rest,
      annotations: entered.all(),
      readMarks: [...entered.readMarks().values()],
    }
  })
  const withNonce = (finish: SealedFinish): SealedFinish => {
    const nonce = nonces.get(finish.id)
    return nonce === undefined ? finish : {...finish, nonce}
  }
  return {
    ...project,
    sets,
    worklists: worklists.map(({list, ...of}) => ({...of, given: list.given(), finished: list.finishes().map(withNonce)})),
  }
}

const hash = fc.stringMatching(/^[0-9a-f]{64}$/)
const act = fc.record({by: fc.constantFrom('alice', 'bob', 'carol'), at: fc.integer({min: 0, max: 2_000_000_000_000})})
const anyGiven = fc.uniqueArray(
  fc
    .record({article: fc.oneof(fc.constant(ID), hash), position: fc.nat(5000), act, removed: fc.option(act, {nil: undefined})})
    .map(({act: given, removed, ...rest}) => ({
      ...rest,
      ...given,
      ...(removed && {removed}),
    })),
  {selector: ({article}) => article, maxLength: 6},
)
const anyFinish = fc
  .record({
    id: fc.stringMatching(/^[a-z]{8}$/),
    step: fc.nat(1000),
    isOfHere: fc.boolean(),
    other: hash,
    takenBack: fc.option(act, {nil: undefined}),
    isSigned: fc.boolean(),
    signer: fc.option(fc.constantFrom('bob'), {nil: undefined}),
  })
  .map(({id, step, isOfHere, other, takenBack, isSigned, signer}): SealedFinish => {
    const {nonce, ...bare} = sealed(id, step, takenBack && {takenBack})
    const signed = isSigned && {key: 'k'.repeat(43), signature: 's', signedAs: {project: 'p 和平', ...(signer && {by: signer})}}
    return {...bare, ...(isOfHere ? {nonce: nonce ?? ''} : {article: other}), ...signed}
  })

describe('a dataset of rounds', () => {
  test('[DS11] has what each was given and finished, and loses none of it through import and export', () => {
    fc.assert(
      fc.property(anyGiven, fc.uniqueArray(anyFinish, {selector: ({id}) => id, maxLength: 5}), (given, finishes) => {
        const file = exportDataset(inRound(finishes, given), {unit: 'codepoint'})
        const taken = read(file)
        expect(taken.worklists?.[0]?.given.length).toBe(given.length)
        expect(taken.worklists?.[0]?.finished.length).toBe(finishes.length)
        expect(exportDataset(throughProject(taken), {unit: 'codepoint'})).toBe(file)
      }),
      {numRuns: 25},
    )
  })

  test('[DS11] tells by itself whether what was finished is what is in it, in both units', () => {
    const project = inRound([sealed('first', 3)])
    for (const unit of ['codepoint', 'utf16'] as const) expect(sealsIn(exportDataset(project, {unit}))).toEqual({kept: 1, broken: []})
    const changed = {...project, sets: project.sets.map(set => (set === carols(project) ? {...set, annotations: set.annotations.slice(1)} : set))}
    expect(sealsIn(exportDataset(changed, {unit: 'codepoint'}))).toEqual({
      kept: 0,
      broken: [
        `worklists[0]: the work of Carol in the round “Runde 1 和平” on the article ${carols(project).article.slice(0, 12)}… is not what was finished: it was changed after that.`,
      ],
    })
  })

  test('[DS11] tells it also where she finished an article of which she said nothing, and of no finish that was taken back', () => {
    const nonce = nonceOf(1)
    const bare = {id: 'none', article: ID, by: 'bob', at: at(1), nonce: Buffer.from(nonce).toString('base64url')}
    const project = inRound([sealed('back', 3, {commitment: '0'.repeat(64), takenBack: {by: 'carol', at: at(4)}})])
    const silent = {
      round: OPEN.id,
      annotator: 'bob',
      given: [],
      finished: [{...bare, commitment: commitmentTo({article: ID, annotations: [], readMarks: []}, nonce)}],
    }
    const file = exportDataset({...project, worklists: [...(project.worklists ?? []), silent]}, {unit: 'utf16'})
    expect(sealsIn(file)).toEqual({kept: 1, broken: []})
    expect(read(file).sets.find(({owner}) => owner === ownerOf('bob', OPEN.id))).toMatchObject({annotations: [], nonces: [{id: 'none'}]})
    expect(exportDataset(throughProject(read(file)), {unit: 'utf16'})).toBe(file)
  })

  test('[DS11] tells of what was finished in a round that is opened and has no nonce, unless the file says why; of articles that were never to be done; and of times at which it did not run', () => {
    const ran = {...OPEN, startedAt: at(0), opened: {by: 'alice', at: at(9)}}
    const {nonce: _, ...bare} = sealed('bare', 3)
    const who = 'Carol in the round “Runde 1 和平”'
    const inFile = (finishes: readonly SealedFinish[], fields: Partial<ProjectSnapshot> = {}, given: SnapshotWorklist['given'] = []) =>
      exportDataset({...inRound(finishes, given), rounds: [ran], ...fields}, {unit: 'utf16'})
    const unsealed = `worklists[0]: what ${who} finished of the article ${bare.article.slice(0, 12)}… has no nonce, and the file does not say why, so nobody can tell whether her work is what was finished.`
    expect(oddIn(inFile([sealed('first', 3)]))).toEqual([])
    expect(oddIn(inFile([bare]))).toEqual([unsealed])
    expect(oddIn(inFile([bare, sealed('first', 3)]))).toEqual([])
    expect(oddIn(inFile([{...bare, takenBack: {by: 'carol', at: at(4)}}]))).toEqual([])
    const joined = inFile([{...bare, unsealed: 'joined'}])
    expect(oddIn(joined)).toEqual([])
    expect(exportDataset(throughProject(read(joined)), {unit: 'utf16'})).toBe(joined)
    const leftOut = {reason: 'closed-round', rounds: [{id: 'r2', name: 'Next'}], articles: [bare.article], only: []}
    expect(oddIn(JSON.stringify({...JSON.parse(inFile([bare])), leftOut}))).toEqual([])
    expect(oddIn(JSON.stringify({...JSON.parse(inFile([bare])), leftOut: {...leftOut, articles: ['f'.repeat(64)]}}))).toEqual([unsealed])

    const foreign = {...sealed('foreign', 3), article: 'f'.repeat(64)}
    const {nonce: _foreign, ...unknown} = foreign
    const never = `worklists[0].finished[0]: ${who} says to have finished the article ffffffffffff…, which was never to be done there.`
    expect(oddIn(inFile([unknown], {rounds: [{...ran, articles: [bare.article]}]}))).toEqual([never])
    expect(oddIn(inFile([unknown], {}, [{article: bare.article, position: 0, by: 'alice', at: at(0)}]))).toEqual([never])
    expect(oddIn(inFile([unknown], {}, [{article: 'f'.repeat(64), position: 0, by: 'alice', at: at(0)}]))).toEqual([])
    const day = 86_400_000
    const atOtherTimes = [at(0) - day - 1, at(9) + day + 1].map(other => inFile([sealed('first', 3, {at: other})]))
    for (const file of atOtherTimes) expect(oddIn(file)).toEqual([expect.stringContaining('at a time at which the round did not run')])
  })

  test('[DS11] of a round that was closed as the file was made is taken as what nobody can compare any more', () => {
    const {nonce: _, ...bare} = sealed('bare', 3)
    const {opened: _opened, ...closed} = OPEN
    const file = exportDataset({...inRound([bare]), rounds: [{...closed, state: 'closed'}]}, {unit: 'utf16'})
    expect(oddIn(file)).toEqual([])
    expect(read(file).worklists?.[0]?.finished).toEqual([{...bare, unsealed: 'closed-round'}])
  })

  test('[DS11] has nothing late of an owner that is in no round', () => {
    const [team] = aProject().sets.filter(({owner, annotations}) => owner === 'team' && annotations.length > 0)
    if (team === undefined) throw new Error('The team has said nothing.')
    const late = {annotations: new Set(team.annotations.map(({id}) => id)), readMarks: new Set<string>()}
    const project = aProject()
    const file = exportDataset({...project, sets: project.sets.map(set => (set === team ? {...set, late} : set))}, {unit: 'utf16'})
    expect(file).not.toContain('"late"')
    const content = JSON.parse(file) as {annotations: {owner: string}[]}
    const forged = {...content, annotations: content.annotations.map(each => (each.owner === 'team' ? {...each, late: true} : each))}
    expect(problemsOf(JSON.stringify(forged))[0]).toMatch(
      /^annotations\[\d+\]\.late says that it came after its round was opened, but team is in no round\. Take it out\.$/,
    )
  })

  test('[DS11] compares with what her work pointed at when she finished, whatever was merged since', () => {
    const article = anArticle('Ice melts. Seas rise.')
    const then = [
      anAnnotation(article, 'a', 'entity', {start: 0, end: 3}, {type: 'OTHER', entityId: {kind: 'entity', id: 'e2'}}),
      anAnnotation(article, 'b', 'claim', {start: 0, end: 10}, {stances: [stance('s', {kind: 'topic', id: 't2'}, 'favor', {kind: 'entity', id: 'e2'})]}),
    ]
    const roots: {readonly [id: string]: string} = {e2: 'e1', t2: 't1'}
    const now = then.map(each => resolvedAnnotation(each, (_kind, id) => roots[id] ?? id))
    const names = namesThen(then, now)
    expect(names.map(({annotation, feature, end, id}) => [annotation, feature ?? end, id])).toEqual([
      ['a', 'entityId', 'e2'],
      ['b', 'holder', 'e2'],
      ['b', 'target', 't2'],
    ])
    expect(asNamedThen(now, names)).toEqual(then)
    expect(namesThen(then, then)).toEqual([])
  })

  test('[DS11] of the version that is written now is kept as a file, and opens the same for ever', async () => {
    const given = [
      {article: ID, position: 0, by: 'alice', at: at(0)},
      {article: 'f'.repeat(64), position: 1, by: 'alice', at: at(0), removed: {by: 'bob', at: at(1)}},
    ]
    const named = [{annotation: 'a', version: 1, stance: 's', end: 'holder', id: 'e2'}] as const
    const signed = {key: 'k'.repeat(43), signature: 's', signedAs: {project: 'p 和平', by: 'caroline'}}
    // As it was when the file was written: what new projects have is another matter.
    const schema = value(parseSchema(JSON.parse(await readFile(new URL('../fixtures/dataset/v2-rounds-utf16.json', import.meta.url), 'utf8')).schema))
    const project = {...inRound([sealed('back', 3, {takenBack: {by: 'carol', at: at(4)}, named}), sealed('last', 5, signed)], given), schema}
    for (const unit of ['codepoint', 'utf16'] as const) {
      const file = exportDataset(project, {unit})
      await expect(file).toMatchFileSnapshot(new URL(`../fixtures/dataset/v2-rounds-${unit}.json`, import.meta.url).pathname)
      expect(exportDataset(throughProject(read(file)), {unit})).toBe(file)
    }
  })

  test('[DS11] is refused where a list is of no round, stands twice, or names an article twice, and where two finishes have one id', () => {
    const file = JSON.parse(exportDataset(inRound([sealed('first', 3)], [{article: ID, position: 0, by: 'alice', at: 1}]), {unit: 'utf16'}))
    const [list] = file.worklists
    const withLists = (...worklists: object[]): readonly string[] => problemsOf(JSON.stringify({...file, worklists}))
    expect(withLists({...list, round: 'r2'})).toEqual(['worklists[0].round is not in "rounds". Add it there, or take the list out.'])
    expect(withLists(list, {...list, finished: []})).toEqual(['worklists[1] is there already as worklists[0]. Take one out or correct its id.'])
    expect(withLists({...list, articles: [list.articles[0], list.articles[0]]})).toEqual([
      'worklists[0].articles[1] stands in this list already. Take one out.',
    ])
    expect(withLists({...list, finished: [list.finished[0], list.finished[0]]})).toEqual([
      'worklists[0].finished[1].id is the id of another one too. Give each its own.',
    ])
    expect(withLists({...list, finished: [{...list.finished[0], article: 'f'.repeat(64)}]})).toEqual([
      'worklists[0].finished[0].article is not among the articles, so there is nothing it was sealed of. Take its nonce out.',
    ])
    expect(withLists({...list, finished: [{...list.finished[0], nonce: 'short'}]})).toEqual([
      'worklists[0].finished[0].nonce must be 32 bytes in base64url, but is "short". Correct it.',
    ])
    expect(withLists({...list, annotator: 'nobody'})).toEqual([expect.stringMatching(/^worklists\[0\]\.annotator names the annotator "nobody"/)])
  })
})
