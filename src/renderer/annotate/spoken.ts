import type {Annotation} from '../../core/annotation/annotation.ts'
import {isStances, stancesOf} from '../../core/annotation/annotation.ts'
import {namedWords} from '../../core/annotation/annotation-words.ts'
import type {ReadMark} from '../../core/article/article-label.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {lockWords} from '../state/lock-words.ts'
import {names} from '../state/names.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import {short} from '../state/short-quote.ts'
import type {Workspace} from '../state/workspace.ts'
import {say, tell} from '../ui/say.ts'
import type {Remark} from './annotation-line.ts'
import {remarks} from './annotation-line.ts'
import type {Naming} from './feature-words.ts'
import {featureOf, namingIn, valueWords} from './feature-words.ts'
import {surenessWords} from './how-sure.ts'

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
  return (
    stanceSpoken(before, after, named, says) ??
    labelSpoken(workspace, article, before, named, says) ??
    featureSpoken(namingIn(workspace, article), before, after, named)
  )
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
  const now = says.map(({text}) => text)
  const then = saidOf(workspace, article, before).map(({text}) => text)
  const fresh = now.filter(text => !then.includes(text))
  const gone = then.filter(text => !now.includes(text))
  if (fresh.length > 0) return say('{says}. {annotation}.', {says: fresh.join('; '), annotation: named})
  return gone.length > 0 ? say('{label} taken back. {annotation}.', {label: gone.join('; '), annotation: named}) : undefined
}

/** What stands in the details alone: how sure one is, and features that no line of the list shows. */
function featureSpoken(naming: Naming, before: Annotation, after: Annotation, named: string): string | undefined {
  if (before.confidence !== after.confidence) return valueSpoken(say('How sure'), after.confidence && surenessWords(after.confidence), named)
  const names = new Set([...Object.keys(before.features), ...Object.keys(after.features)])
  const changed = [...names].find(name => JSON.stringify(before.features[name]) !== JSON.stringify(after.features[name]))
  const feature = changed === undefined ? undefined : featureOf(naming, after.layer, changed)
  if (changed === undefined || feature === undefined) return undefined
  const value = after.features[changed]
  return valueSpoken(feature.label, value === undefined || isStances(value) ? undefined : short(valueWords(naming, feature, value)), named)
}

const valueSpoken = (feature: string, value: string | undefined, named: string): string =>
  value === undefined
    ? say('{label} taken back. {annotation}.', {label: feature, annotation: named})
    : say('{feature}: {value}. {annotation}.', {feature, value, annotation: named})

/** What this person says of the whole article on screen, or takes back. */
export function readMarkSpoken(workspace: Workspace, before: ReadMark['state'] | undefined, after: ReadMark['state'] | undefined): string {
  const words = {'no-claim': noClaimWords(workspace.project.schema()).title, done: say('Done')}
  if (after !== undefined) return say('{mark}: marked for this article.', {mark: words[after]})
  return before === undefined ? say('Nothing is marked for this article.') : say('{mark}: taken back for this article.', {mark: words[before]})
}

/** A key was pressed whose command has nothing to work on. */
export function idleSpoken(workspace: Workspace, command: string): string {
  const article = workspace.current()
  if (article === undefined) return say('For “{command}”, open an article first.', {command})
  const locked = lockWords(workspace, article)
  if (locked !== undefined) return say('“{command}” does nothing here. {locked}', {command, locked})
  const {selection, selected} = workspace.view.get()
  if (selection !== undefined) return say('For “{command}”, choose an annotation first: these words are only selected.', {command})
  const annotation = selected === undefined ? undefined : article.set.get(selected)
  return annotation === undefined || annotation.removed !== undefined
    ? say('For “{command}”, select words or an annotation first.', {command})
    : say('“{command}” does nothing with {annotation}.', {command, annotation: namedIn(workspace, article, annotation)})
}

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
  return tell(namedWords(label, annotation, set.get, short))
}

const saidOf = (workspace: Workspace, {set}: OpenArticle, annotation: Annotation): readonly Remark[] =>
  remarks(annotation, workspace.project.schema(), names(workspace.project, workspace.registry), set.get)

const wordsAt = ({selector}: Annotation): string => JSON.stringify([selector?.start, selector?.end, selector?.parts])
