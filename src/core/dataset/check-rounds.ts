import {everyObjectHas, isKey} from '../json/key.ts'
import {EARLIER, ownerOf, workOf} from '../round/owner.ts'
import {parseRound} from '../round/round.ts'
import {doubled} from './check-dataset.ts'
import type {RoundEntry} from './dataset-document.ts'
import {rankOf} from './dataset-lists.ts'
import type {ProblemList} from './problem-list.ts'
import {openRound} from './round-entries.ts'
import type {Survey} from './survey.ts'

/** What would close a project that is made of the file, for ever, or keep its document from guests and folders. */
export function checkRounds(
  {rounds, entities, claims, worklists}: Survey['head'],
  articles: readonly string[],
  groups: Survey['groups'],
  problems: ProblemList,
): void {
  const seen = new Map<string, number>()
  for (const [at, round] of rounds.entries()) {
    const earlier = seen.get(round.id)
    if (earlier === undefined) seen.set(round.id, at)
    else problems.add(0, 0, doubled('rounds', at, earlier))
    for (const problem of roundProblems(round)) problems.add(0, 0, `rounds[${at}]${problem}`)
  }
  const owners = new Set([...[...groups.sets().values()].flat(), ...entities, ...claims].map(({owner}) => owner))
  const worked = new Set([...owners].flatMap(owner => workOf(owner)?.round ?? []))
  for (const round of worked)
    if (round !== EARLIER && !seen.has(round)) problems.add(0, 0, `There is work in the round ${round}, but it is not in rounds. Add it there.`)
  checkWorklists(worklists, {rounds: seen, articles: new Set(articles)}, problems)
}

function checkWorklists(
  worklists: Survey['head']['worklists'],
  known: {readonly rounds: ReadonlyMap<string, number>; readonly articles: ReadonlySet<string>},
  problems: ProblemList,
): void {
  const lists = new Map<string, number>()
  const finishes = new Set<string>()
  for (const [at, {round, annotator, articles, finished}] of worklists.entries()) {
    const add = (sentence: string): void => problems.add(rankOf('worklists'), at, sentence)
    const key = ownerOf(annotator, round)
    const earlier = lists.get(key)
    if (earlier === undefined) lists.set(key, at)
    else add(doubled('worklists', at, earlier))
    if (!known.rounds.has(round)) add(`worklists[${at}].round is not in rounds. Add it there, or take the list out.`)
    const given = new Set<string>()
    for (const [n, {article}] of articles.entries())
      if (given.size === given.add(article).size) add(`worklists[${at}].articles[${n}] stands in this list already. Take one out.`)
    for (const [n, {id, article, nonce}] of finished.entries()) {
      const place = `worklists[${at}].finished[${n}]`
      if (finishes.size === finishes.add(id).size) add(`${place}.id is the id of another one too. Give each its own.`)
      if (!isKey(id)) add(`${place}.id holds signs that nobody sees, or is a name that programs take for something else. Write another one.`)
      if (nonce !== undefined && !known.articles.has(article))
        add(`${place}.article is not among the articles, so there is nothing it was sealed of. Take its nonce out.`)
    }
  }
}

function* roundProblems(round: RoundEntry): Generator<string, void, undefined> {
  const {id, startedAt, openedAt, openedBy} = round
  if (!isKey(id) || everyObjectHas(id) || parseRound(id, openRound(round)).unreadable === true)
    yield `.id is ${JSON.stringify(id)}, which no round can have. Choose another one, in the owners of its work too.`
  if (openedAt !== undefined && openedBy === undefined) yield ' was opened, but nobody opened it. Say who did in openedBy.'
  for (const [field, time] of [['startedAt', startedAt] as const, ['openedAt', openedAt] as const])
    if (time !== undefined && Date.parse(time) < 0) yield `.${field} is before 1970. Correct it.`
}
