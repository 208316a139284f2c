import {message} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import {isBlind} from '../../core/round/blindness.ts'
import type {Opening, Round} from '../../core/round/round.ts'
import {openingText} from '../../core/round/round.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {documentName} from '../../project/document-address.ts'
import {documentFrom} from '../../project/document-from.ts'
import {IMPORT} from '../../project/origin.ts'
import type {Project} from '../../project/project.ts'
import {project as openProject} from '../../project/project.ts'
import type {Rounds} from '../../project/rounds.ts'
import type {Signer} from '../../storage/person-signature.ts'
import {isSignedBy} from '../../storage/person-signature.ts'
import type {LocalChange, LocalChanges} from '../documents/local-changes.ts'
import type {NewDocument, ProjectStore} from '../../storage/project-store.ts'
import type {OtherHubs} from './beginnings.ts'
import {abandonedBeginnings, withoutHalfBegun} from './beginnings.ts'
import type {Sighting} from './known-rounds.ts'
import type {RoundPlanning} from './planning.ts'
import {mayRunRounds, NO_ROUND, roundPlanning} from './planning.ts'
import {heard, knownAt, knownOf, roundsAsKnown, settled} from './known-rounds.ts'
import type {RoundRecords} from './round-records.ts'
import {nothingKnown} from './round-records.ts'
import type {HubWorklists} from './worklists.ts'

/** The rounds of a project as its hub holds them, and the one way to start and open them. */
export interface HubRounds extends RoundPlanning {
  all(): readonly Round[]
  isBlind(): boolean
  /** For ever. A round that is open already stays as it was opened. */
  open(id: string, by: Person): Promise<Result<Round>>
  /** Somebody who had signed in gives the key by which her device signs. */
  enterKey(key: string, person: string): Promise<Result<null>>
  /** What places in the log are sealed with, the same after a restart. */
  secret(): string
  /** Whether the document says open of a round that nobody entitled is known to have opened. */
  isDisputed(): boolean
  /** What the project's hub says, where this one is a guest. */
  hear(told: readonly Round[]): Promise<void>
  /** Resolves when all that is known is on disk: after that nothing of it is written any more. */
  stop(): Promise<void>
}

const UNREADABLE = message('What this hub knew of rounds cannot be read, so every round counts as closed. Restore rounds.json from a backup of the project.')
const NOT_ENTITLED = message('Only curators and admins of this project may start and open rounds. Ask one of them.')

/** Devices of one person, in all the time of a project. */
const MOST_KEYS = 50

/** What the project document says now. */
export function sightingOf(of: {projectId: string; project: Project; mayOpen: (person: string) => boolean; self: string | undefined}): Sighting {
  return {
    rounds: of.project.rounds.all(),
    keys: of.project.keys.all(),
    mayOpen: of.mayOpen,
    self: of.self,
    isSigned: (round, opening) => isSignedBy(opening.key ?? '', openingText(of.projectId, round, opening), opening.signature ?? ''),
  }
}

export function hubRounds(given: {
  projectId: string
  project: Project
  records: RoundRecords
  signer: Signer | undefined
  self: string | undefined
  mayOpen: (person: string) => boolean
  store: Pick<ProjectStore, 'documents' | 'load'>
  changes: Pick<LocalChanges, 'run' | 'fill'>
  worklists: HubWorklists
  /** The day on which somebody was last here. */
  lastSeen: (annotator: string) => number | undefined
  /** Whether all her invitations were revoked. */
  isShutOut: (annotator: string) => boolean
  /** More is open than before, though the document has not changed. */
  onHeard: () => void
  /** Where several hubs serve the project. */
  cluster: OtherHubs | undefined
  now: () => number
  newId: () => string
}): HubRounds {
  const {projectId, project, records, signer} = given
  let cache: readonly Round[] | undefined
  const fallback = nothingKnown().secret
  const look = (): void => {
    cache = undefined
    // What the disk does not take now it takes with the next look; what is known in memory holds meanwhile.
    void records.note(known => settled(known, sightingOf(given)))
  }
  const all = (): readonly Round[] => {
    cache ??= roundsAsKnown(records.read(), project.rounds.all())
    return cache
  }
  const abandoned =
    given.cluster &&
    abandonedBeginnings({
      ...given.cluster,
      rounds: async () => openProject(documentFrom(await given.store.load(documentName(projectId, {kind: 'project'}))), IMPORT).rounds.all(),
      forget: make => {
        void records.note(make)
        cache = undefined
        given.onHeard()
      },
    })
  const stopLooking = project.observe(look)
  records.onChange(() => {
    look()
    abandoned?.(records.read())
  })
  abandoned?.(records.read())
  // Where there are others, one of them may be about to begin it.
  if (!records.isShared) void records.note(known => withoutHalfBegun(known, project.rounds.all()))
  look()

  const mayRun = (by: Person): Result<null> => {
    if (records.read() === undefined) return refused(UNREADABLE)
    return mayRunRounds(by) ? ok(null) : refused(NOT_ENTITLED)
  }
  const openers = (): readonly string[] => {
    const known = Object.entries(records.read()?.keys ?? {}).filter(([, {person, vouched}]) => vouched && given.mayOpen(person))
    return [...new Set([...(signer === undefined ? [] : [signer.publicKey]), ...known.map(([key]) => key)])]
  }
  const changeProject = (make: (project: Project) => void, more: readonly LocalChange[] = [], added: readonly NewDocument[] = []): Promise<Result<null>> => {
    const changes: readonly LocalChange[] = [{address: {kind: 'project'}, make: doc => make(openProject(doc, IMPORT))}, ...more]
    return added.length === 0 ? given.changes.run(changes) : given.changes.fill(changes, each(added))
  }
  const open = async (id: string, by: Person): Promise<Result<Round>> => {
    const may = mayRun(by)
    if (!may.ok) return may
    const round = all().find(each => each.id === id)
    if (round === undefined || round.unreadable === true) return refused(NO_ROUND)
    if (round.state === 'draft') return refused(message('This round has not begun, so there is nothing to open. Start a round first.'))
    const opening = round.state === 'open' ? round.opened : openingBy(by, id)
    if (opening === undefined) return ok(round)
    const kept = await records.change(before => {
      const known = knownAt(before.rounds, id) ?? knownOf(round)
      return known.opened === undefined ? {...before, rounds: {...before.rounds, [id]: {...known, opened: opening}}} : before
    })
    cache = undefined
    if (!kept.ok) return kept
    const open: Round = {...round, state: 'open', opened: opening}
    const written = await changeProject(({rounds}) => enterOpening(rounds, open, opening))
    return written.ok ? ok(open) : written
  }
  const planning = roundPlanning({
    ...given,
    all,
    forget: () => {
      cache = undefined
    },
    mayRun,
    openers,
    changeProject,
  })
  const openingBy = (by: Person, id: string): Opening => {
    const bare = {by: by.id, at: given.now()}
    return signer === undefined ? bare : {...bare, key: signer.publicKey, signature: signer.sign(openingText(projectId, id, bare))}
  }
  return {
    all,
    isBlind: () => isBlind(all()),
    open,
    ...planning,
    enterKey: async (key, person) => {
      const of = project.keys.all().filter(each => each.person === person)
      if (project.keys.get(key) !== undefined) return ok(null)
      if (of.length >= MOST_KEYS) return refused(message('This person has too many keys already. Sign in from a device that she used before.'))
      const vouched = await records.note(known =>
        knownAt(known.keys, key) === undefined ? {...known, keys: {...known.keys, [key]: {person, vouched: true}}} : known,
      )
      return vouched.ok ? changeProject(({keys}) => keys.put({id: key, person, at: given.now()})) : vouched
    },
    secret: () => records.read()?.secret ?? fallback,
    isDisputed: () => all().some(({id, state}) => state === 'closed' && project.rounds.get(id)?.state === 'open'),
    hear: async told => {
      await records.change(known => heard(known, told))
      cache = undefined
      given.onHeard()
    },
    stop: async () => {
      stopLooking()
      await records.settled()
    },
  }
}

async function* each<T>(all: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* all
}

/** Whatever the document says of the round, which others may have written: it is open, and this is how. */
function enterOpening(rounds: Rounds, round: Round, opening: Opening): void {
  const there = rounds.get(round.id)
  if (there === undefined || there.unreadable === true) rounds.put(round)
  else if (JSON.stringify(there.opened) !== JSON.stringify(opening)) rounds.open(round.id, opening)
}
