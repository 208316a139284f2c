import type {Act, FeatureValue} from '../../src/core/annotation/annotation.ts'
import {isLabels, stancesOf} from '../../src/core/annotation/annotation.ts'
import {selectorOf} from '../../src/core/annotation/selector.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import type {Discussion} from '../../src/project/discussion.ts'
import type {Project} from '../../src/project/project.ts'
import type {Registry} from '../../src/project/registry.ts'
import {sourceEdits} from '../../src/project/article-sources.ts'
import {aClaim, anArticle, MIXED_TEXT} from './builders.ts'
import {aRelation, aVerdict} from './kinds.ts'

/** What a person does in a window: `which` and `value` choose what it is done to, and how. */
export type HonestAct = {readonly what: string; readonly which: number; readonly value: number}

export const ARTICLE = anArticle(MIXED_TEXT)
const QUOTES = ['Sea ice melts', '👩‍👩‍👧', 'السلام قريب', 'השלום', '和平', 'Zoë']

export const SET_ACTS = [
  ...[
    'add',
    'burst',
    'relate',
    'verdict',
    'voice',
    'label',
    'unlabel',
    'quoted',
    'write',
    'clear',
    'sure',
    'unsure',
    'stance',
    'restance',
    'unstance',
    'resize',
    'layer',
    'remove',
    'restore',
    'mark',
    'unmark',
  ],
]
export const REGISTRY_ACTS = [
  ...['put', 'again', 'alias', 'unalias', 'link', 'unlink', 'remove', 'restore', 'merge', 'separate'],
  ...['claim', 'kind', 'unkind', 'about', 'unabout', 'unclaim', 'reclaim'],
]
export const DISCUSSION_ACTS = ['comment', 'edit', 'uncomment', 'recomment', 'resolve', 'reopen']
export const PROJECT_ACTS = [
  'title',
  'untitle',
  'source',
  'unsource',
  'unarticle',
  'rearticle',
  'topic',
  'name',
  'untopic',
  'retopic',
  'join',
  'part',
  'rename',
]

/** Hubs enter articles; windows edit them. */
export const PROJECT_ARTICLES = ['Sea ice melts. 和平', 'السلام قريب'].map(words => {
  const {text: _text, ...entry} = anArticle(words)
  return entry
})

const nth = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)]

/** As a press on a label does. */
export function toggled(value: FeatureValue | undefined, label: string): readonly string[] {
  const labels = isLabels(value) ? value : []
  return labels.includes(label) ? labels.filter(each => each !== label) : [...labels, label]
}

export function actInSet(set: AnnotationSet, {what, which, value}: HonestAct, now: Act): void {
  const {by, at} = now
  const one = nth(set.all(), which)
  const claim = (at_: number) => aClaim(ARTICLE, QUOTES[(value + at_) % QUOTES.length] ?? 'Zoë', {id: `${by}-${at}-${at_}`, ...now})
  const stances = one === undefined ? [] : stancesOf(one)
  const own = stances.find(stance => stance.by === by)
  if (what === 'mark') set.setReadMark(by, {...now, state: value % 2 === 0 ? 'done' : 'no-claim'})
  else if (what === 'unmark') set.setReadMark(by, undefined)
  else if (one === undefined || what === 'add' || what === 'burst') set.add(what === 'burst' ? [0, 1, 2].map(claim) : [claim(0)])
  else if (what === 'verdict') set.add([aVerdict({...now, id: `${by}-${at}`})])
  else if (what === 'relate') {
    const other = nth(set.all(), value)
    if (other !== undefined && other.id !== one.id) set.add([aRelation(one.id, other.id, {...now, id: `${by}-${at}`})])
  } else if (what === 'voice') set.setFeature(one.id, 'voice', `${by} ${value % 3}`, now)
  else if (what === 'write') {
    const read = value % 2 === 0 ? one.features.note : undefined
    set.writeText(one.id, {...now, id: `t${at}`, feature: 'note', text: value === 0 ? '' : `${by} ${value}`}, typeof read === 'string' ? read : '')
  } else if (what === 'label') set.setFeature(one.id, 'topics', toggled(one.features.topics, `topic ${value % 3}`), now)
  else if (what === 'unlabel') set.setFeature(one.id, 'topics', undefined, now)
  else if (what === 'quoted') set.setFeature(one.id, 'quoted', value % 2 === 0, now)
  else if (what === 'clear') set.setFeature(one.id, 'voice', undefined, now)
  else if (what === 'sure') set.setConfidence(one.id, ((value % 3) + 1) as 1 | 2 | 3, now)
  else if (what === 'unsure') set.setConfidence(one.id, undefined, now)
  else if (what === 'restance' && own !== undefined) set.putStance(one.id, {...own, ...now, value: `again ${value}`}, now)
  else if (what === 'stance' || what === 'restance')
    set.putStance(one.id, {...now, id: `s${at}`, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: `${value}`}, now)
  else if (what === 'unstance') set.removeStance(one.id, nth(stances, value)?.id ?? 'none', now)
  else if (what === 'resize' && one.selector !== undefined) {
    const selector = selectorOf(ARTICLE.text, {start: 0, end: value + 1})
    if (selector.ok) set.resize(one.id, selector.value, now)
  } else if (what === 'layer') set.setLayer(one.id, value % 2 === 0 ? 'claim' : 'source', now)
  else if (what === 'remove') set.remove([one.id], now)
  else set.restore([one.id], now)
}

export function actInRegistry({entities, claims, transact}: Registry, {what, which, value}: HonestAct, now: Act): void {
  const {by, at} = now
  const entity = nth(entities.all(), which)
  const claim = nth(claims.all(), which)
  const inClaims = (): void => {
    if (what === 'reclaim') for (const {id} of claims.removed()) claims.restore(id)
    else if (claim === undefined || what === 'claim') claims.put({id: `c-${by}-${at}`, ...now, text: 'السلام قريب', about: []})
    else if (what === 'kind' || what === 'unkind') claims.patch(claim.id, {kind: what === 'kind' ? 'causal' : undefined})
    else if (what === 'about') claims.patch(claim.id, {about: [...claim.about, `${by}-${value}`]})
    else if (what === 'unabout') claims.patch(claim.id, {about: claim.about.slice(1)})
    else claims.remove(claim.id, now)
  }
  const inEntities = (): void => {
    if (what === 'restore') for (const {id} of entities.removed()) entities.restore(id)
    else if (entity === undefined || what === 'put')
      entities.put({id: `${by}-${at}`, ...now, name: 'Zoe\u0308 👩‍👩‍👧', type: 'PERSON', aliases: value % 2 === 0 ? [] : ['Zoë']})
    else if (what === 'again') entities.put({...entity, ...now, name: 'Zoë'})
    else if (what === 'alias') entities.patch(entity.id, {aliases: [...entity.aliases, `和平 ${value}`]})
    else if (what === 'unalias') entities.patch(entity.id, {aliases: entity.aliases.slice(1)})
    else if (what === 'link' || what === 'unlink') entities.patch(entity.id, {wikidata: what === 'link' ? 'Q42' : undefined})
    else if (what === 'merge') entities.merge([entity.id], nth(entities.all(), value)?.id ?? entity.id, now)
    else if (what === 'separate') for (const {id} of entities.mergedInto(entity.id)) entities.separate(id)
    else entities.remove(entity.id, now)
  }
  const ofClaims = ['claim', 'kind', 'unkind', 'about', 'unabout', 'unclaim', 'reclaim'].includes(what)
  transact(ofClaims ? inClaims : inEntities)
}

export function actInDiscussion(talk: Discussion, {what, which, value}: HonestAct, now: Act): void {
  const {by, at} = now
  const thread = talk.thread('a')
  const mine = nth(
    thread.filter(comment => comment.by === by),
    which,
  )
  if (what === 'resolve') talk.resolve('a', now)
  else if (what === 'reopen') talk.reopen('a')
  else if (mine === undefined || what === 'comment') talk.add({id: `${by}-${at}`, annotation: 'a', body: {text: '👩‍👩‍👧 السلام', mentions: []}}, now)
  else if (what === 'edit') talk.edit(mine.id, {text: `和平 ${value}`, mentions: [`p${value}`]}, now)
  else if (what === 'uncomment') talk.remove(mine.id, now)
  else talk.restore(mine.id)
}

export function actInProject(project: Project, {what, which, value}: HonestAct, now: Act): void {
  const {by, at} = now
  const {articles, topics, transact} = project
  const article = nth(articles.all(), which)
  const topic = nth(topics.all(), which)
  const source = {title: 'הארץ', outlet: `Outlet ${value}`, sourceName: 'a.txt'}
  const inTopics = (): void => {
    if (what === 'retopic') for (const {id} of topics.removed()) topics.restore(id)
    else if (topic === undefined || what === 'topic') topics.put({id: `${by}-${at}`, ...now, name: '海冰'})
    else if (what === 'name') topics.patch(topic.id, {name: `海冰 ${value}`})
    else if (what === 'join') topics.merge([topic.id], nth(topics.all(), value)?.id ?? topic.id, now)
    else if (what === 'part') for (const {id} of topics.mergedInto(topic.id)) topics.separate(id)
    else topics.remove(topic.id, now)
  }
  const inArticles = (): void => {
    if (what === 'rename') project.rename(`Peace ${value}`)
    else if (what === 'rearticle') for (const {id} of articles.removed()) articles.restore(id)
    else if (article === undefined) return
    else if (what === 'title') articles.patch(article.id, {title: `Zoë ${value}`, author: 'Alice'})
    else if (what === 'untitle') articles.patch(article.id, {author: undefined})
    else if (what === 'source') articles.patch(article.id, sourceEdits([source], []))
    else if (what === 'unsource') articles.patch(article.id, sourceEdits([], (article.otherSources ?? []).slice(0, 1)))
    else articles.remove(article.id, now)
  }
  transact(['topic', 'name', 'untopic', 'retopic', 'join', 'part'].includes(what) ? inTopics : inArticles)
}
