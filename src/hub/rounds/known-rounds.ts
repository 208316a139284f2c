import {earlier} from '../../core/earlier.ts'
import * as z from 'zod'
import {everyObjectHas} from '../../core/json/key.ts'
import type {PersonKey} from '../../core/person/person-key.ts'
import type {Opening, Round} from '../../core/round/round.ts'
import {isClosed, openingShape, scopeShape, scopeWith, UNREADABLE_ROUNDS} from '../../core/round/round.ts'

/**
 * `openers`: the keys that may open it, as they were known here before it. `opened` without a person: it was open when this
 * hub first saw it, so nothing was closed under it here.
 */
const knownRound = z.object({
  name: z.string(),
  startedAt: z.number(),
  openers: z.array(z.string()),
  /** As they were when it was first seen: nobody lets anybody in, or an article out, while it is closed. */
  ...scopeShape,
  opened: z.union([openingShape, z.literal(true)]).exactOptional(),
  /** The project document does not say it yet: it begins at this hub, where there are several. */
  begins: z.union([z.literal(true), z.string()]).exactOptional(),
})
/** `vouched`: it was given by somebody who had signed in, or is the first that was seen of her; others may open nothing. */
const knownKey = z.object({person: z.string(), vouched: z.boolean()})
type KnownRound = z.infer<typeof knownRound>
export const knownRoundsShape = z.object({
  version: z.literal(1),
  /** What places in the log are sealed with when they are given out. Base64url, 32 bytes. */
  secret: z.string(),
  rounds: z.record(z.string(), knownRound),
  keys: z.record(z.string(), knownKey),
})

/**
 * What a hub has known of rounds and keys. Colleagues with a folder's passphrase can write anything into the project document;
 * a round that was closed here stays so until somebody opens it whose key stood there before, and then stays open.
 */
export type KnownRounds = z.infer<typeof knownRoundsShape>

/** What is known under an id, which others chose: a name that every object has is none of it. */
export const knownAt = <T>(known: {readonly [id: string]: T}, id: string): T | undefined => (Object.hasOwn(known, id) ? known[id] : undefined)

/** The project document as it is now, and what the hub can tell of it. */
export type Sighting = {
  readonly rounds: readonly Round[]
  readonly keys: readonly PersonKey[]
  /** Whether a person may open rounds. */
  readonly mayOpen: (person: string) => boolean
  readonly isSigned: (round: string, opening: Opening) => boolean
  /** Who this hub works for: what it knows of her says nothing of colleagues. */
  readonly self: string | undefined
}

/** What is known after a look at the project document; the same value when that brings nothing new. */
export function settled(known: KnownRounds, seen: Sighting): KnownRounds {
  const rounds = {...known.rounds}
  const isFirstMeeting = Object.values(known.keys).every(({person}) => person === seen.self)
  const keys = {...known.keys}
  for (const {id, person} of [...seen.keys].sort(earlier)) {
    if (knownAt(keys, id) !== undefined) continue
    keys[id] = {person, vouched: !Object.values(keys).some(each => each.person === person)}
  }
  const trusted = isFirstMeeting ? keys : known.keys
  let isNew = Object.keys(keys).length > Object.keys(known.keys).length
  for (const round of seen.rounds) {
    const before = knownAt(rounds, round.id)
    if (round.id === UNKEPT || round.unreadable === true || round.state === 'draft' || before?.opened !== undefined) continue
    if (before === undefined) {
      const openers = round.openers.filter(key => isOpener(knownAt(trusted, key), seen))
      // A hub of before took one that every object has for closed, and people may have worked in it so.
      const isOpen = round.state === 'open' && !everyObjectHas(round.id)
      rounds[round.id] = {...knownOf(round), openers, ...(isOpen ? {opened: round.opened ?? true} : {})}
    } else {
      // Whatever is said to be added closes more, and shows nobody anybody's work: it is believed.
      const grown = withMore(before, round.added)
      const opened = round.state === 'open' && isOpening(before.openers, round, seen) ? {opened: round.opened ?? (true as const)} : {}
      if (!('opened' in opened) && sizeOf(grown) === sizeOf(before)) continue
      rounds[round.id] = {...grown, ...opened}
    }
    isNew = true
  }
  return isNew ? {...known, rounds, keys} : known
}

/** What no record can be kept under. */
const UNKEPT = '__proto__'

/** What a hub keeps of a round to which something is added. */
export function withMore(known: KnownRound, added: Round['added']): KnownRound {
  const {articles, annotators} = scopeWith(known, added)
  return {...known, ...(articles && {articles: [...articles]}), ...(annotators && {annotators: [...annotators]})}
}

const sizeOf = ({articles = [], annotators = []}: KnownRound): number => articles.length + annotators.length

const isOpener = (key: KnownRounds['keys'][string] | undefined, {mayOpen}: Sighting): boolean => key?.vouched === true && mayOpen(key.person)

/** What a hub keeps of a round. */
export const knownOf = ({name, startedAt, openers, articles, annotators, ownSets, worklists}: Round): KnownRound => ({
  name,
  startedAt,
  openers: [...openers],
  ...(articles && {articles: [...articles]}),
  ...(annotators && {annotators: [...annotators]}),
  ...(ownSets && {ownSets}),
  ...(worklists && {worklists}),
})

function isOpening(openers: readonly string[], {id, opened}: Round, {isSigned}: Sighting): boolean {
  return opened?.key !== undefined && openers.includes(opened.key) && isSigned(id, opened)
}

/** What the project's own hub says of rounds, to a guest of it: those that it opened are open. */
export function heard(known: KnownRounds, told: readonly Round[]): KnownRounds {
  const rounds = {...known.rounds}
  let isNew = false
  for (const {id, state, opened} of told) {
    const before = knownAt(rounds, id)
    if (state !== 'open' || before === undefined || before.opened !== undefined) continue
    rounds[id] = {...before, opened: opened ?? true}
    isNew = true
  }
  return isNew ? {...known, rounds} : known
}

/** The rounds of a project as this hub holds them: what it has known comes before what the document says now. */
export function roundsAsKnown(known: KnownRounds | undefined, rounds: readonly Round[]): readonly Round[] {
  // One that says it is open may have been closed here. Those that say they are closed tell where she works.
  if (known === undefined) return [...UNREADABLE_ROUNDS, ...rounds.filter(isClosed)]
  const listed = rounds.map(round => asKnown(round, knownAt(known.rounds, round.id)))
  const gone = Object.entries(known.rounds).filter(([id]) => !rounds.some(round => round.id === id))
  return [...listed, ...gone.map(([id, round]) => asKnown({id, ...unopened(round), state: 'closed'}, round))]
}

function asKnown({opened: _, ...round}: Round, known: KnownRound | undefined): Round {
  if (known === undefined) return round.state === 'draft' ? round : {...round, state: 'closed'}
  const {articles: _articles, annotators: _annotators, worklists: _worklists, unreadable, ...rest} = round
  const {articles, annotators, ownSets, worklists, opened} = known
  const scoped = {...rest, ...(articles && {articles}), ...(annotators && {annotators}), ...(ownSets && {ownSets}), ...(worklists && {worklists})}
  if (opened !== undefined) return {...scoped, state: 'open', ...(opened === true ? {} : {opened})}
  // The windows read the record, and what they cannot read is closed to them on every article.
  return unreadable === true ? {...round, state: 'closed'} : {...scoped, state: 'closed'}
}

const unopened = ({opened: _, begins: _begins, ...round}: KnownRound): Omit<KnownRound, 'opened' | 'begins'> => round
