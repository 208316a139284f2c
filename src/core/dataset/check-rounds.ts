import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
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
    for (const problem of roundProblems(`rounds[${at}]`, round)) problems.add(0, 0, problem)
  }
  const owners = new Set([...[...groups.sets().values()].flat(), ...entities, ...claims].map(({owner}) => owner))
  const worked = new Set([...owners].flatMap(owner => workOf(owner)?.round ?? []))
  for (const round of worked)
    if (round !== EARLIER && !seen.has(round))
      problems.add(0, 0, message('There is work in the round {round}, but it is not in "rounds". Add it there.', {round}))
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
    const add = (sentence: Message): void => problems.add(rankOf('worklists'), at, sentence)
    const key = ownerOf(annotator, round)
    const earlier = lists.get(key)
    if (earlier === undefined) lists.set(key, at)
    else add(doubled('worklists', at, earlier))
    if (!known.rounds.has(round)) add(message('{place} is not in "rounds". Add it there, or take the list out.', {place: `worklists[${at}].round`}))
    const given = new Set<string>()
    for (const [n, {article}] of articles.entries())
      if (given.size === given.add(article).size) add(message('{place} stands in this list already. Take one out.', {place: `worklists[${at}].articles[${n}]`}))
    for (const [n, {id, article, nonce}] of finished.entries()) {
      const place = `worklists[${at}].finished[${n}]`
      if (finishes.size === finishes.add(id).size) add(message('{place} is the id of another one too. Give each its own.', {place: `${place}.id`}))
      if (!isKey(id))
        add(message('{place} holds signs that nobody sees, or is a name that programs take for something else. Write another one.', {place: `${place}.id`}))
      if (nonce !== undefined && !known.articles.has(article))
        add(message('{place} is not among the articles, so there is nothing it was sealed of. Take its nonce out.', {place: `${place}.article`}))
    }
  }
}

function* roundProblems(place: string, round: RoundEntry): Generator<Message, void, undefined> {
  const {id, startedAt, openedAt, openedBy} = round
  if (!isKey(id) || everyObjectHas(id) || parseRound(id, openRound(round)).unreadable === true)
    yield message('{place} is {id}, which no round can have. Choose another one, in the owners of its work too.', {
      place: `${place}.id`,
      id: JSON.stringify(id.slice(0, 80)),
    })
  if (openedAt !== undefined && openedBy === undefined) yield message('{place} was opened, but nobody opened it. Say who did in "openedBy".', {place})
  for (const [field, time] of [['startedAt', startedAt] as const, ['openedAt', openedAt] as const])
    if (time !== undefined && Date.parse(time) < 0) yield message('{place} is before 1970. Correct it.', {place: `${place}.${field}`})
}
