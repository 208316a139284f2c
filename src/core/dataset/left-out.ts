import type {ArticleId} from '../article/article.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Owner} from '../round/owner.ts'
import {annotatorOf} from '../round/owner.ts'
import type {Round} from '../round/round.ts'
import {isClosed} from '../round/round.ts'
import type {LeftOut} from './dataset-document.ts'

/** What closed rounds keep back from an export that holds, of those of their articles that it lists, the work of these owners only; `undefined` where they keep back nothing. */
export function leftOutBy(rounds: readonly Round[], only: readonly Owner[], lists: (article: ArticleId) => boolean): LeftOut | undefined {
  const closed = rounds.filter(isClosed)
  if (closed.length === 0) return undefined
  const of = closed.flatMap(({articles}) => (articles === undefined ? [] : [articles]))
  const articles = of.length === closed.length ? {articles: [...new Set(of.flat())].filter(lists).sort(inCodeUnits)} : {}
  return {reason: 'closed-round', rounds: closed.map(({id, name}) => ({id, name})), ...articles, only: [...only]}
}

/** The same in words, for whoever exports and whoever reads the file. `self`: the person who is told. */
export function leftOutSentence({rounds, articles, only}: LeftOut, self?: string): Message {
  const names = rounds.flatMap(({name}) => (name === '' ? [] : [`“${name}”`]))
  const held = new Set(only.map(owner => (owner === 'gold' || owner === 'team' ? owner : annotatorOf(owner) === self ? 'own' : 'other')))
  const told = {
    named: names.length,
    names,
    rounds: rounds.length,
    holds: held.size === 0 ? 'nothing' : 'something',
    held: [...held].map(each => HELD[each]),
    team: only.includes('team') ? 'held' : 'out',
  }
  return articles === undefined
    ? message(
        '{named, plural, =0 {A round is closed} one {The round {names} is closed} other {The rounds {names} are closed}}, so the file holds {holds, select, nothing {no annotations} other {{held} only}}. {team, select, held {What others did} other {The team’s work and what others did}} is left out until {rounds, plural, one {the round is} other {they are}} opened. Export again then.',
        told,
      )
    : message(
        '{named, plural, =0 {A round is closed} one {The round {names} is closed} other {The rounds {names} are closed}}, so of {articles, plural, one {# article} other {# articles}} the file holds {holds, select, nothing {no annotations} other {{held} only}}. {team, select, held {What others did} other {The team’s work and what others did}} is left out until {rounds, plural, one {the round is} other {they are}} opened. Export again then.',
        {...told, articles: articles.length},
      )
}

const HELD = {
  gold: message('the gold set'),
  team: message('the team’s annotations'),
  own: message('your annotations'),
  other: message('those of one annotator'),
}
