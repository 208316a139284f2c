import type {Annotation} from '../../core/annotation/annotation.ts'
import {namedWords} from '../../core/annotation/annotation-words.ts'
import {featureNamed, layerNamed} from '../../core/schema/schema.ts'
import type {Change, Step} from '../../project/step.ts'
import {isStance, isStanceMark} from '../../project/stance-marks.ts'
import {isStillRight} from '../../project/still-right.ts'
import {UNMADE} from '../../project/step.ts'
import {featureOfField} from '../../project/written-text.ts'
import type {Workspace} from '../state/workspace.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import {short} from '../state/short-quote.ts'
import {titleHere} from '../state/command-words.ts'
import {draftWords, partWords} from './draft-words.ts'
import {sizeWords, splitIn} from './part-words.ts'
import {say, tell} from '../ui/say.ts'

/** What a step did, as it stands after "Undo:" in the menu and "Undone:" in a message. */
export function stepWords(workspace: Workspace, {changes}: Step): string {
  const inOrder = MAPS.flatMap(map => changes.filter(change => change.map === map))
  const first = inOrder.find(({map, field}) => map === 'annotations' && field === 'layer') ?? inOrder[0]
  if (first === undefined) return say('last step')
  const split = splitIn(changes)
  if (split !== undefined) return say('an annotation of each part of {record}', {record: recordWords(workspace, split)})
  if (first.map === 'articles') return articleWords(workspace, changes)
  if (first.map === 'drafts') return draftWords(workspace, changes)
  const alike = new Set(changes.filter(({map, field}) => map === first.map && field === first.field).map(({record}) => record))
  if (first.map !== 'annotations' || alike.size === 1) return changeWords(workspace, first)
  const annotations = alike.size
  if (first.field !== 'removed') return say('change of {annotations, plural, one {# annotation} other {# annotations}}', {annotations})
  if (first.before === UNMADE) return say('{annotations, plural, =0 {no annotations} one {# annotation} other {# annotations}}', {annotations})
  return first.before === undefined
    ? say('removal of {annotations, plural, one {# annotation} other {# annotations}}', {annotations})
    : say('return of {annotations, plural, one {# annotation} other {# annotations}}', {annotations})
}

/** The map that says most about a step comes first: who links a mention to a new entity makes a link. */
const MAPS: readonly string[] = ['annotations', 'readMarks', 'claims', 'entities', 'topics', 'articles', 'drafts']

/** Each detail of an article stands under a key of its own, and the mark of who took it out too. */
function articleWords({project}: Workspace, changes: readonly Change[]): string {
  const articles = new Set(changes.filter(({map}) => map === 'articles').map(({record}) => record.split('/', 1)[0] ?? record))
  const [id = ''] = articles
  const what =
    articles.size === 1
      ? say('“{title}”', {title: short(project.articles.standing(id)?.title ?? '')})
      : say('{articles, plural, =0 {no articles} one {# article} other {# articles}}', {articles: articles.size})
  const mark = changes.find(({record}) => record.endsWith('/removed'))
  if (mark === undefined) return say('details of {articles}', {articles: what})
  return mark.after == null ? say('return of {articles}', {articles: what}) : say('taking out of {articles}', {articles: what})
}

function changeWords(workspace: Workspace, change: Change): string {
  const {map, field, before, after} = change
  const record = recordWords(workspace, change)
  if (map === 'readMarks')
    return say('“{title}”', {title: stateOf(after ?? before) === 'done' ? titleHere('article.done') : noClaimWords(workspace.project.schema()).title})
  if (field === 'removed') return before === UNMADE ? record : before === undefined ? say('removal of {record}', {record}) : say('return of {record}', {record})
  if (field === 'merged') return mergeWords(workspace, change, record)
  if (isStance(field)) return say('stance on {record}', {record})
  if (isStanceMark(field)) return before === undefined ? say('removal of a stance on {record}', {record}) : say('return of a stance on {record}', {record})
  if (field === 'layer') return say('layer of {record}', {record})
  if (field === 'selector') return sizeWords(before, after, record)
  if (field === 'confidence') return say('confidence in {record}', {record})
  if (isStillRight(field)) return say('“still right” of {record}', {record})
  const name = featureOfField(field, after ?? before)
  if (name === undefined) return say('change of {record}', {record})
  const layer = layerNamed(workspace.project.schema(), annotationOf(workspace, change)?.layer ?? '')
  return say('{feature} of {record}', {feature: (layer && featureNamed(layer, name)?.label) ?? name, record})
}

function mergeWords(workspace: Workspace, change: Change, record: string): string {
  const {before, after} = change
  const into = mergedInto(after ?? before)
  const words = into === undefined ? record : say('{record} with {other}', {record, other: recordWords(workspace, {...change, record: into})})
  return after === undefined ? say('separation of {records}', {records: words}) : say('merging of {records}', {records: words})
}

const mergedInto = (mark: unknown): string | undefined =>
  typeof mark === 'object' && mark !== null && 'into' in mark && typeof mark.into === 'string' ? mark.into : undefined

export function recordWords(workspace: Workspace, change: Change): string {
  const {registry, project} = workspace
  const {map, record} = change
  if (map === 'entities') return say('entity “{name}”', {name: short(registry.entities.standing(record)?.name ?? '')})
  if (map === 'claims') return say('story-wide claim “{text}”', {text: short(registry.claims.standing(record)?.text ?? '')})
  if (map === 'articles') return articleWords(workspace, [change])
  if (map === 'drafts') return partWords(workspace, change)
  if (map === 'topics') return say('topic “{name}”', {name: short(project.topics.standing(record)?.name ?? '')})
  const annotation = annotationOf(workspace, change)
  if (annotation === undefined) return say('an annotation in “{title}”', {title: short(project.articles.standing(change.document)?.title ?? '')})
  const label = layerNamed(project.schema(), annotation.layer)?.label ?? annotation.layer
  return tell(namedWords(label, annotation, id => annotationOf(workspace, {...change, record: id}), short))
}

const annotationOf = (workspace: Workspace, {document, record}: Change): Annotation | undefined => workspace.opened(document)?.set.get(record)

const stateOf = (mark: unknown): unknown => (typeof mark === 'object' && mark !== null && 'state' in mark ? mark.state : undefined)
