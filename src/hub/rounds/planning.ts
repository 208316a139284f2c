import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Act} from '../../core/annotation/annotation.ts'
import type {Person} from '../../core/round/owner.ts'
import type {Round, RoundPlan} from '../../core/round/round.ts'
import {isBeyond, planShape, scopeWith} from '../../core/round/round.ts'
import {MOST_GIVEN} from '../../core/round/worklist.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {AnnotatorProgress, GivenList, MoreOfRound, RoundDraft, RoundGrid} from '../../ipc/round-api.ts'
import type {Project} from '../../project/project.ts'
import type {Rounds} from '../../project/rounds.ts'
import {shownProject} from '../../project/shown-project.ts'
import type {NewDocument, ProjectStore} from '../../storage/project-store.ts'
import type {LocalChange} from '../documents/local-changes.ts'
import {sentenceOf} from '../sentence-of.ts'
import {copiedWork} from './based-on.ts'
import {keepsFinished, listChanges, soundLists} from './given-lists.ts'
import {gridOf, progressOf} from './progress.ts'
import type {OtherHubs} from './beginnings.ts'
import {withBeginning, withBegun, withoutRound} from './beginnings.ts'
import type {Closing} from './closing.ts'
import {closedAndWritten, growth, knownRunning} from './closing.ts'
import {knownAt} from './known-rounds.ts'
import {besideRunning, FULL, plannedRound} from './planned-round.ts'
import type {RoundRecords} from './round-records.ts'
import type {HubWorklists} from './worklists.ts'

/** Rounds as they are planned and begin, and what each annotator is to do in them. For curators and admins. */
export interface RoundPlanning {
  /** Its articles are closed when this is called, and every hub of the project knows it when it resolves. */
  start(name: string, plan: RoundPlan, by: Person, lists?: readonly GivenList[]): Promise<Result<Round>>
  /** Keeps a plan that closes nothing; with an id, changes it. */
  draft(draft: RoundDraft, by: Person): Promise<Result<Round>>
  /** Begins what was planned, as things are now. */
  startDraft(id: string, by: Person): Promise<Result<Round>>
  /** Articles, people and work that come to a round that runs. What is there stays. */
  add(id: string, more: MoreOfRound, by: Person): Promise<Result<Round>>
  /** What one annotator is to do in a round that has not been opened. */
  giveList(id: string, list: GivenList, by: Person): Promise<Result<null>>
  /** How far everybody is. */
  progress(id: string, by: Person): Promise<Result<readonly AnnotatorProgress[]>>
  grid(id: string, by: Person): Promise<Result<RoundGrid>>
}

export const NO_ROUND = message('There is no such round in this project that this Claimlight can read.')
const NO_LISTS = message('Nobody has a list in this draft here. Give somebody articles, or start it at the Claimlight where it was kept.')
const OPENED = message('This round is opened: what was to be done in it stays as it was. Start another one.')

export const mayRunRounds = ({role}: Pick<Person, 'role'>): boolean => role === 'curator' || role === 'admin'

type Planning = {
  project: Project
  records: RoundRecords
  worklists: HubWorklists
  projectId: string
  store: Pick<ProjectStore, 'documents' | 'load'>
  all: () => readonly Round[]
  /** The day on which somebody was last here. */
  lastSeen: (annotator: string) => number | undefined
  /** Whether all her invitations were revoked. */
  isShutOut: (annotator: string) => boolean
  /** What is known has changed. */
  forget: () => void
  mayRun: (by: Person) => Result<null>
  openers: () => readonly string[]
  changeProject: (make: (project: Project) => void, more: readonly LocalChange[], added?: readonly NewDocument[]) => Promise<Result<null>>
  cluster: OtherHubs | undefined
  now: () => number
  newId: () => string
}

export function roundPlanning(given: Planning): RoundPlanning {
  const {project, worklists, all, mayRun, now} = given
  const watched = (id: string, by: Person): Result<Round> => {
    if (!mayRunRounds(by)) return refused(message('Only curators and admins of this project are told how far others are. Ask one of them.'))
    const round = readable(id)
    return round === undefined ? refused(NO_ROUND) : ok(round)
  }
  const readable = (id: string): Round | undefined => all().find(each => each.id === id && each.unreadable !== true)
  return {
    start: async (name, plan, by, lists) => {
      const may = mayRun(by)
      if (!may.ok) return may
      const planned = plannedRound({...plan, lists}, given, all())
      if (!planned.ok) return planned
      const begun = {startedAt: now(), startedBy: by.id, ownSets: true, openers: given.openers()} as const
      const round: Round = {id: given.newId(), name, state: 'closed', ...planned.value.plan, ...begun}
      return begin(given, round, rounds => rounds.put(round), planned.value.lists, {by: by.id, at: begun.startedAt})
    },
    draft: async ({id, name, plan = {}, lists}, by) => {
      const may = mayRun(by)
      if (!may.ok) return may
      if (id !== undefined && readable(id)?.state !== 'draft') return refused(message('There is no draft of this round any more. Keep it as a new one.'))
      const planned = plannedRound({...plan, lists}, given, all())
      if (!planned.ok) return planned
      const act = {by: by.id, at: now()}
      const begun = {startedAt: act.at, startedBy: act.by, ownSets: true, openers: []} as const
      const round: Round = {id: id ?? given.newId(), name, state: 'draft', ...planned.value.plan, ...begun}
      // Who has no list any more has an empty one.
      const without = worklists
        .of(round.id)
        .flatMap(({annotator}) => (planned.value.lists.some(each => each.annotator === annotator) ? [] : [{annotator, articles: []}]))
      const toDo = listChanges(round.id, [...planned.value.lists, ...without], act)
      const written = await given.changeProject(({rounds}) => (id === undefined ? rounds.put(round) : rounds.change(round)), toDo)
      await worklists.settled()
      return written.ok ? ok(round) : written
    },
    startDraft: async (id, by) => {
      const may = mayRun(by)
      if (!may.ok) return may
      const draft = readable(id)
      if (draft?.state !== 'draft') return refused(draft === undefined ? NO_ROUND : message('The round “{draft}” has begun already.', {draft: draft.name}))
      // Who was taken out of the draft has an empty one.
      const lists = draft.worklists === true ? worklists.of(id).filter(({articles}) => articles.length > 0) : undefined
      if (lists?.length === 0) return refused(NO_LISTS)
      const planned = plannedRound({...planOf(draft), lists}, given, all())
      if (!planned.ok) return planned
      const round: Round = {...draft, ...planned.value.plan, state: 'closed', startedAt: now(), startedBy: by.id, openers: given.openers()}
      return begin(given, round, rounds => rounds.change(round), planned.value.lists, {by: by.id, at: round.startedAt})
    },
    add: async (id, more, by) => {
      const may = mayRun(by)
      return may.ok ? addTo(given, readable(id), more, by) : may
    },
    giveList: async (id, list, by) => {
      const may = mayRun(by)
      if (!may.ok) return may
      const round = readable(id)
      if (round?.worklists !== true) return refused(message('There is no round of this id in which each annotator has a list. Start one with lists.'))
      if (round.state === 'open') return refused(OPENED)
      const lists = soundLists([list], round, given, annotator => worklists.given(id, annotator))
      if (!lists.ok) return lists
      for (const each of lists.value) {
        const keeps = keepsFinished(
          each,
          round,
          worklists,
          shownProject(project, all, () => by.id),
        )
        if (!keeps.ok) return keeps
      }
      const toDo = listChanges(id, lists.value, {by: by.id, at: now()})
      const copies = round.state === 'closed' ? await copiesFor(given, round, lists.value) : ok([])
      if (!copies.ok) return copies
      const written = await given.changeProject(() => undefined, toDo, copies.value)
      await worklists.settled()
      return written
    },
    progress: async (id, by) => {
      const round = watched(id, by)
      return round.ok ? ok(await progressOf(round.value, given, given.lastSeen)) : round
    },
    grid: async (id, by) => {
      const round = watched(id, by)
      return round.ok ? ok(await gridOf(round.value, given)) : round
    },
  }
}

/** Closes its articles: at this hub when this is called, and at every other one when it resolves. Of two that begin at once on one article the first counts. */
async function begin(given: Planning, round: Round, write: (rounds: Rounds) => void, lists: readonly GivenList[], act: Act): Promise<Result<Round>> {
  const beside = (): Message | undefined => besideRunning(round.articles, given.all())
  const before = beside()
  if (before !== undefined) return refused(before)
  // It is based on a round that is open for ever, so copying takes its time before anything is closed.
  const copies = round.basedOn === undefined ? ok([]) : await copiesFor(given, round, lists)
  if (!copies.ok) return copies
  const meanwhile = beside()
  if (meanwhile !== undefined) return refused(meanwhile)
  const closing: Closing = {
    // What is known here may be behind what another hub of the project has written: it is asked once more where all of them write.
    close: known => (knownRunning(known, round) === undefined ? withBeginning(known, round, given.cluster?.hub) : known),
    isClosed: known => knownAt(known.rounds, round.id) !== undefined,
    // Nobody was told of it, so nobody has worked in it.
    reopen: known => withoutRound(known, round.id),
  }
  const begun = await closedAndWritten(given, round, closing, () =>
    given.changeProject(({rounds}) => write(rounds), listChanges(round.id, lists, act), copies.value),
  )
  if (!begun.ok) return begun
  await given.records.note(known => withBegun(known, round.id))
  await everybodyKnows(given)
  return begun
}

async function everybodyKnows({worklists, cluster}: Planning): Promise<void> {
  await worklists.settled()
  await cluster?.everywhere()
}

/** What annotators go on from, in a round that is based on another. */
async function copiesFor(given: Planning, round: Round, lists: readonly GivenList[]): Promise<Result<readonly NewDocument[]>> {
  const base = given.all().find(({id, state}) => id === round.basedOn && state === 'open')
  if (base === undefined) return ok([])
  const listed = new Map(lists.map(({annotator, articles}) => [annotator, new Set(articles)]))
  const isGiven = (annotator: string, article: string): boolean => round.worklists !== true || listed.get(annotator)?.has(article) === true
  try {
    return ok(await copiedWork(given, base, round, isGiven))
  } catch (error) {
    return refused(sentenceOf(error))
  }
}

async function addTo(given: Planning, round: Round | undefined, {articles, annotators, lists}: MoreOfRound, by: Person): Promise<Result<Round>> {
  const {project, worklists} = given
  if (round === undefined) return refused(NO_ROUND)
  if (round.state !== 'closed') return refused(round.state === 'open' ? OPENED : message('This round has not begun. Change its draft.'))
  if (lists !== undefined && round.worklists !== true) return refused(message('In this round everybody annotates every article of it, so nobody has a list.'))
  const planned = plannedRound({...(articles && {articles}), ...(annotators && {annotators}), lists: undefined}, given, given.all())
  if (!planned.ok) return planned
  const added = planned.value.plan
  const others = (): readonly Round[] => given.all().filter(({id}) => id !== round.id)
  const beside = (): Message | undefined => added.articles && besideRunning(added.articles, others())
  const before = beside()
  if (before !== undefined) return refused(before)
  if (isBeyond(round, added)) return refused(FULL)
  const grown: Round = {...round, ...scopeWith(round, added)}
  const sound = soundLists(lists ?? [], grown, given)
  if (!sound.ok) return sound
  const longer = sound.value.map(list => ({...list, articles: [...new Set([...(worklists.given(round.id, list.annotator) ?? []), ...list.articles])]}))
  if (longer.some(list => list.articles.length > MOST_GIVEN)) return refused(FULL)
  const act = {by: by.id, at: given.now()}
  const copies = await copiesFor(given, grown, longer)
  if (!copies.ok) return copies
  const meanwhile = beside()
  if (meanwhile !== undefined) return refused(meanwhile)
  const closing = growth(given.records.read(), round.id, added, () => project.rounds.get(round.id)?.added)
  const written = await closedAndWritten(given, grown, closing, () =>
    given.changeProject(({rounds}) => rounds.add(round.id, added, act), listChanges(round.id, longer, act), copies.value),
  )
  if (written.ok) await everybodyKnows(given)
  return written
}

/** All of its plan but that there are lists, which are given beside it. */
const planOf = (round: Round): RoundPlan => Object.fromEntries(Object.entries(round).filter(([field]) => field in planShape && field !== 'worklists'))
