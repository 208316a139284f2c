import type {ArticleId} from '../article/article.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import {counted} from '../counted.ts'
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
export function leftOutSentence({rounds, articles, only}: LeftOut, self?: string): string {
  const names = rounds.flatMap(({name}) => (name === '' ? [] : [`“${name}”`]))
  const closed = names.length === 0 ? 'A round is closed' : names.length === 1 ? `The round ${names[0]} is closed` : `The rounds ${names.join(', ')} are closed`
  const held = only.map(owner =>
    owner === 'gold' ? 'the gold set' : owner === 'team' ? 'the team’s' : annotatorOf(owner) === self ? 'your annotations' : 'those of one annotator',
  )
  const holds = held.length === 0 ? 'no annotations' : `${[...new Set(held)].join(' and ')} only`
  const of = articles === undefined ? '' : `of ${counted(articles.length, 'article')} `
  const others = only.includes('team') ? 'What others did' : 'The team’s work and what others did'
  return `${closed}, so ${of}the file holds ${holds}. ${others} is left out until ${rounds.length > 1 ? 'they are' : 'the round is'} opened. Export again then.`
}
