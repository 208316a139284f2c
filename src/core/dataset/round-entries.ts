import {inCodeUnits} from '../code-unit-order.ts'

import type {Owner} from '../round/owner.ts'
import {EARLIER, workOf} from '../round/owner.ts'
import type {Round} from '../round/round.ts'
import {iso} from '../iso-time.ts'
import {present} from './dataset-entries.ts'
import type {RoundEntry} from './dataset-document.ts'

/** In place of a person whom nothing names. */
const UNKNOWN = 'unknown'

/** Whether a dataset has a round: it began, and has sets of its own. */
export const isWrittenRound = ({ownSets, state, unreadable}: Round): boolean => ownSets === true && state !== 'draft' && unreadable === undefined

/** All rounds, and what a dataset needs of those that these owners worked in but whose records are not there or cannot be read: their ids. */
export function withWorkedIn(rounds: readonly Round[], owners: Iterable<Owner>): readonly Round[] {
  const written = new Set([EARLIER, ...rounds.filter(isWrittenRound).map(({id}) => id)])
  const worked = new Set([...owners].flatMap(owner => workOf(owner)?.round ?? []).filter(id => !written.has(id)))
  return [...rounds, ...[...worked].map((id): Round => ({id, name: '', state: 'closed', startedAt: 0, ownSets: true, openers: []}))]
}

/** Rounds as a dataset has them: those that began, and have sets of their own. */
export const roundEntries = (rounds: readonly Round[] = []): readonly RoundEntry[] =>
  rounds
    .filter(isWrittenRound)
    .map(roundEntry)
    .sort((a, b) => inCodeUnits(a.id, b.id))

function roundEntry({
  id,
  name,
  startedAt,
  startedBy,
  opened,
  articles,
  annotators,
  perArticle,
  order,
  hide,
  suggestions,
  basedOn,
  worklists,
}: Round): RoundEntry {
  return {
    id,
    name,
    startedAt: iso(startedAt),
    ...present({
      startedBy,
      openedAt: opened && iso(opened.at),
      openedBy: opened && (opened.by || UNKNOWN),
      articles: articles && [...articles].sort(inCodeUnits),
      annotators: annotators && [...annotators].sort(inCodeUnits),
      perArticle,
      order,
      hide: hide && [...hide],
      suggestions,
      basedOn,
      worklists,
    }),
  }
}

/** As it is in a project made of the file: what is in a file is open to whoever has it. */
export function openRound({startedAt, openedAt, openedBy, ...entry}: RoundEntry): Round {
  const opened = {by: openedBy ?? entry.startedBy ?? UNKNOWN, at: Date.parse(openedAt ?? startedAt)}
  return {...entry, state: 'open', startedAt: Date.parse(startedAt), ownSets: true, openers: [], opened}
}
