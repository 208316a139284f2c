import type {Annotation} from '../../core/annotation/annotation.ts'
import {stancesOf} from '../../core/annotation/annotation.ts'
import {namedWords} from '../../core/annotation/annotation-words.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {names} from '../state/names.ts'
import {short} from '../state/short-quote.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'
import type {Remark} from './annotation-line.ts'
import {remarks} from './annotation-line.ts'

// What is said aloud of each kind of act: whole sentences, the kind of act first, then what it is about.

/** Somebody came to an annotation: "Claim “the talks go on”. Favor: the outlet → the talks." */
export function selectedSpoken(workspace: Workspace, article: OpenArticle, annotation: Annotation): string {
  const named = namedIn(workspace, article, annotation)
  const says = saidOf(workspace, article, annotation).map(({text}) => text)
  return says.length === 0 ? say('{annotation}.', {annotation: named}) : say('{annotation}. {says}.', {annotation: named, says: says.join('; ')})
}

/** This person's own act, from how the annotation was before; `undefined` where there is nothing to say of it. */
export function actSpoken(workspace: Workspace, article: OpenArticle, before: Annotation | undefined, after: Annotation): string | undefined {
  const named = namedIn(workspace, article, after)
  const says = saidOf(workspace, article, after)
  if (before === undefined) return madeSpoken(named, says)
  if (before.removed !== after.removed)
    return after.removed === undefined ? say('{annotation} is back.', {annotation: named}) : say('{annotation} is removed.', {annotation: named})
  if (before.layer !== after.layer) return say('Now it is {annotation}.', {annotation: named})
  if (wordsAt(before) !== wordsAt(after)) return say('Now it marks {annotation}.', {annotation: named})
  return stanceSpoken(before, after, named, says) ?? labelSpoken(workspace, article, before, named, says)
}

const madeSpoken = (named: string, says: readonly Remark[]): string => {
  const [label] = says
  return label === undefined
    ? say('{annotation} is marked.', {annotation: named})
    : say('{annotation} is marked: {label}.', {annotation: named, label: label.text})
}

function stanceSpoken(before: Annotation, after: Annotation, named: string, says: readonly Remark[]): string | undefined {
  const had = stancesOf(before)
  const has = stancesOf(after)
  const taken = has.findIndex(stance => !had.some(each => each.id === stance.id && each.value === stance.value))
  const remark = says.filter(({nthStance}) => nthStance !== undefined)[taken]
  if (remark !== undefined) return say('{says}. {annotation}.', {says: remark.text, annotation: named})
  return has.length < had.length ? say('Stance taken back. {annotation}.', {annotation: named}) : undefined
}

function labelSpoken(workspace: Workspace, article: OpenArticle, before: Annotation, named: string, says: readonly Remark[]): string | undefined {
  const label = labelOf(says)
  const old = labelOf(saidOf(workspace, article, before))
  if (label === old) return undefined
  return label === undefined
    ? say('{label} taken back. {annotation}.', {label: old ?? '', annotation: named})
    : say('{says}. {annotation}.', {says: label, annotation: named})
}

/** The primary label stands first. */
const labelOf = ([first]: readonly Remark[]): string | undefined => (first === undefined || first.nthStance !== undefined ? undefined : first.text)

/** What a colleague did in the article on screen. */
export type TheirAct = {readonly by: string; readonly deed: 'marked' | 'changed' | 'removed'; readonly annotation: Annotation}

export function colleaguesSpoken(workspace: Workspace, article: OpenArticle, acts: readonly TheirAct[]): string | undefined {
  const [first] = acts
  if (first === undefined) return undefined
  const who = workspace.project.displayName(first.by) ?? say('A colleague')
  if (acts.length === 1) {
    const named = namedIn(workspace, article, first.annotation)
    return {
      marked: say('{who} marked {annotation}.', {who, annotation: named}),
      changed: say('{who} changed {annotation}.', {who, annotation: named}),
      removed: say('{who} removed {annotation}.', {who, annotation: named}),
    }[first.deed]
  }
  const count = acts.length
  return acts.every(({by}) => by === first.by)
    ? say('{who} worked on {count, plural, one {# annotation} other {# annotations}} here.', {who, count})
    : say('Colleagues worked on {count, plural, one {# annotation} other {# annotations}} here.', {count})
}

export function mentionSpoken(workspace: Workspace, {by, article}: {readonly by: string; readonly article: string}): string {
  const who = workspace.project.displayName(by) ?? say('A colleague')
  const title = short(workspace.project.articles.get(article)?.title ?? '')
  return say('{who} mentions you in a comment on “{title}”.', {who, title})
}

/** What a filter left of the articles. */
export const articlesSpoken = (count: number): string =>
  say('{count, plural, =0 {No article matches.} one {One article matches.} other {# articles match.}}', {count})

export const savedAgainSpoken = (): string => say('Your changes are saved again.')
export const awaySpoken = (): string => say('Claimlight’s store does not answer. It is tried again.')

function namedIn({project}: Workspace, {set}: OpenArticle, annotation: Annotation): string {
  const label = layerNamed(project.schema(), annotation.layer)?.label ?? annotation.layer
  return namedWords(label, annotation, set.get, short)
}

const saidOf = (workspace: Workspace, {set}: OpenArticle, annotation: Annotation): readonly Remark[] =>
  remarks(annotation, workspace.project.schema(), names(workspace.project, workspace.registry), set.get)

const wordsAt = ({selector}: Annotation): string => JSON.stringify([selector?.start, selector?.end, selector?.parts])
