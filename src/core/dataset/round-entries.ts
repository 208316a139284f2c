import {inCodeUnits} from '../code-unit-order.ts'

import type {Round} from '../round/round.ts'
import {iso, present} from './dataset-entries.ts'
import type {RoundEntry} from './dataset-document.ts'

/** Rounds as a dataset has them: those that began, and have sets of their own. */
export const roundEntries = (rounds: readonly Round[] = []): readonly RoundEntry[] =>
  rounds
    .filter(({ownSets, state, unreadable}) => ownSets === true && state !== 'draft' && unreadable === undefined)
    .map(roundEntry)
    .sort((a, b) => inCodeUnits(a.id, b.id))

function roundEntry({id, name, startedAt, startedBy, opened, articles, annotators, perArticle, order, hide, suggestions, basedOn}: Round): RoundEntry {
  return {
    id,
    name,
    startedAt: iso(startedAt),
    ...present({
      startedBy,
      openedAt: opened && iso(opened.at),
      openedBy: opened?.by,
      articles: articles && [...articles].sort(inCodeUnits),
      annotators: annotators && [...annotators].sort(inCodeUnits),
      perArticle,
      order,
      hide: hide && [...hide],
      suggestions,
      basedOn,
    }),
  }
}

/** As it is in a project made of the file: what is in a file is open to whoever has it. */
export function openRound({startedAt, openedAt, openedBy, ...entry}: RoundEntry): Round {
  const opened = {by: openedBy ?? entry.startedBy ?? '', at: Date.parse(openedAt ?? startedAt)}
  return {...entry, state: 'open', startedAt: Date.parse(startedAt), ownSets: true, openers: [], opened}
}
