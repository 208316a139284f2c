import type {Annotation} from '../../core/annotation/annotation.ts'
import {namedWords} from '../../core/annotation/annotation-words.ts'
import {counted} from '../../core/counted.ts'
import {featureNamed, layerNamed} from '../../core/schema/schema.ts'
import {commandSpec} from '../../ipc/commands.ts'
import type {Change, Deed, Overtaken, Step} from '../../project/step.ts'
import {isStance, isStanceMark} from '../../project/stance-marks.ts'
import {UNMADE} from '../../project/step.ts'
import {featureOfField} from '../../project/written-text.ts'
import type {Workspace} from '../state/workspace.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import {short} from '../state/short-quote.ts'
import {sizeWords, splitIn} from './part-words.ts'
import {say} from '../ui/say.ts'

/** What a step did, as it stands after "Undo:" in the menu and "Undone:" in a message. */
export function stepWords(workspace: Workspace, {changes}: Step): string {
  const inOrder = MAPS.flatMap(map => changes.filter(change => change.map === map))
  const first = inOrder.find(({map, field}) => map === 'annotations' && field === 'layer') ?? inOrder[0]
  if (first === undefined) return say('last step')
  const split = splitIn(changes)
  if (split !== undefined) return say('an annotation of each part of {recordWords}', {recordWords: recordWords(workspace, split)})
  if (first.map === 'articles') return articleWords(workspace, changes)
  const alike = new Set(changes.filter(({map, field}) => map === first.map && field === first.field).map(({record}) => record))
  if (first.map !== 'annotations' || alike.size === 1) return changeWords(workspace, first)
  const all = counted(alike.size, 'annotation')
  if (first.field === 'removed') return first.before === UNMADE ? all : `${first.before === undefined ? 'removal' : 'return'} of ${all}`
  return say('change of {all}', {all})
}

/** The map that says most about a step comes first: who links a mention to a new entity makes a link. */
const MAPS: readonly string[] = ['annotations', 'readMarks', 'claims', 'entities', 'topics', 'articles']

/** Each detail of an article stands under a key of its own, and the mark of who took it out too. */
function articleWords({project}: Workspace, changes: readonly Change[]): string {
  const articles = new Set(changes.filter(({map}) => map === 'articles').map(({record}) => record.split('/', 1)[0] ?? record))
  const [id = ''] = articles
  const what = articles.size === 1 ? `“${short(project.articles.standing(id)?.title ?? '')}”` : counted(articles.size, 'article')
  const mark = changes.find(({record}) => record.endsWith('/removed'))
  if (mark === undefined) return say('details of {what}', {what})
  return mark.after == null ? say('return of {what}', {what}) : say('taking out of {what}', {what})
}

function changeWords(workspace: Workspace, change: Change): string {
  const {map, field, before, after} = change
  const record = recordWords(workspace, change)
  if (map === 'readMarks')
    return `“${stateOf(after ?? before) === 'done' ? commandSpec('article.done').title : noClaimWords(workspace.project.schema()).title}”`
  if (field === 'removed') return before === UNMADE ? record : `${before === undefined ? 'removal' : 'return'} of ${record}`
  if (field === 'merged') return mergeWords(workspace, change, record)
  if (isStance(field)) return say('stance on {record}', {record})
  if (isStanceMark(field)) return `${before === undefined ? 'removal' : 'return'} of a stance on ${record}`
  if (field === 'layer') return say('layer of {record}', {record})
  if (field === 'selector') return `${sizeWords(before, after)} ${record}`
  if (field === 'confidence') return say('confidence in {record}', {record})
  const name = featureOfField(field, after ?? before)
  if (name === undefined) return say('change of {record}', {record})
  const layer = layerNamed(workspace.project.schema(), annotationOf(workspace, change)?.layer ?? '')
  return `${(layer && featureNamed(layer, name)?.label) ?? name} of ${record}`
}

function mergeWords(workspace: Workspace, change: Change, record: string): string {
  const {before, after} = change
  const into = mergedInto(after ?? before)
  const words = into === undefined ? record : say('{record} with {recordWords}', {record, recordWords: recordWords(workspace, {...change, record: into})})
  return `${after === undefined ? 'separation' : 'merging'} of ${words}`
}

const mergedInto = (mark: unknown): string | undefined =>
  typeof mark === 'object' && mark !== null && 'into' in mark && typeof mark.into === 'string' ? mark.into : undefined

function recordWords(workspace: Workspace, change: Change): string {
  const {registry, project} = workspace
  const {map, record} = change
  if (map === 'entities') return say('entity “{short}”', {short: short(registry.entities.standing(record)?.name ?? '')})
  if (map === 'claims') return say('story-wide claim “{short}”', {short: short(registry.claims.standing(record)?.text ?? '')})
  if (map === 'articles') return articleWords(workspace, [change])
  if (map === 'topics') return say('topic “{short}”', {short: short(project.topics.standing(record)?.name ?? '')})
  const annotation = annotationOf(workspace, change)
  if (annotation === undefined) return say('an annotation in “{short}”', {short: short(project.articles.standing(change.document)?.title ?? '')})
  const label = layerNamed(project.schema(), annotation.layer)?.label ?? annotation.layer
  return namedWords(label, annotation, id => annotationOf(workspace, {...change, record: id}), short)
}

const annotationOf = (workspace: Workspace, {document, record}: Change): Annotation | undefined => workspace.opened(document)?.set.get(record)

const stateOf = (mark: unknown): unknown => (typeof mark === 'object' && mark !== null && 'state' in mark ? mark.state : undefined)

const DEEDS: Readonly<Record<Deed, string>> = {
  labelled: 'labelled',
  written: 'written about',
  resized: 'resized',
  judged: 'given a stance on',
  unjudged: 'taken back a stance on',
  rejudged: 'brought back a stance on',
  removed: 'removed',
  restored: 'brought back',
  changed: 'changed',
  commented: 'commented on',
  used: 'used',
}

/** Who has gone on from what, so that it stays: "Bob has labelled Claim “…” since; it stays." */
export function overtakenWords(workspace: Workspace, overtaken: readonly Overtaken[]): readonly string[] {
  const groups = new Map<string, Overtaken[]>()
  for (const each of overtaken) {
    const key = `${each.deed} ${each.by}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].map(([first, ...rest]) => {
    if (first === undefined) return ''
    const records = new Set([first, ...rest].map(({change}) => change.record)).size
    const what = records === 1 ? recordWords(workspace, first.change) : say('{records} of them', {records})
    const end = first.deed === 'removed' || first.deed === 'unjudged' ? '' : records === 1 ? say('; it stays') : say('; they stay')
    return say('{whoHas} {value} {what} since{end}.', {whoHas: whoHas(workspace, first.by), value: DEEDS[first.deed], what, end})
  })
}

function whoHas(workspace: Workspace, by: string | undefined): string {
  if (by === workspace.act().by) return say('You have')
  return `${(by === undefined ? undefined : workspace.project.displayName(by)) ?? 'A colleague'} has`
}
