import {memo, useEffect, useMemo, useRef, useState} from 'react'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import {kindOfLayer, layerNamed} from '../../core/schema/schema.ts'
import type {ListedAnnotation, OpenArticle, Paint} from '../state/open-article.ts'
import {AnnotationWords} from '../annotate/annotation-words.tsx'
import {remarks} from '../annotate/annotation-line.ts'
import {markCommandOf} from '../annotate/schema-commands.ts'
import {missingLabels} from '../annotate/missing-labels.ts'
import {select} from '../annotate/select.ts'
import {looksOf, paintOf} from '../state/look.ts'
import type {Names} from '../state/names.ts'
import type {Look} from '../article/look.ts'
import {CommentCount} from '../discussion/comment-count.tsx'
import {AnnotatorMark} from '../presence/annotator-mark.tsx'
import {nameOf} from '../presence/people.ts'
import {useNewAnnotations} from '../presence/use-new-annotations.ts'
import type {GroupChoice} from '../ui/choice-group.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {EmptyState} from '../ui/empty-state.tsx'
import type {Hue} from '../ui/hue.ts'
import {LineSwatch} from '../ui/line-swatch.tsx'
import type {VirtualListHandle} from '../ui/virtual-list.tsx'
import {VirtualList} from '../ui/virtual-list.tsx'
import {isSame, useMade, useView, useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {areListedAlike} from './listed-alike.ts'
import {say, tell} from '../ui/say.ts'
import './annotation-list.css'

/** What is chosen to be shown: what was removed, what has something still to say, or a layer by its name. */
const REMOVED = 'removed'
const LAYER = 'layer:'
const INCOMPLETE = 'incomplete'

type Props = {readonly article: OpenArticle; readonly names: Names; readonly onOpen: () => void}

/** All annotations of the article in text order, each with its quote and labels; one list entry selects it in the text. */
export const AnnotationList = memo(function AnnotationList({article, names, onOpen}: Props) {
  const workspace = useWorkspace('project', 'preferences', 'session')
  const [filter, setFilter] = useState<string>()
  const list = useRef<VirtualListHandle>(null)
  const schema = workspace.project.schema()
  const listed = useMade(
    ['sets'],
    () => article.listed(),
    (before, now) => areListedAlike(before, now, schema),
  )
  const removed = useMade(
    ['sets'],
    () => article.removed(),
    (before, now) => areListedAlike(before, now, schema),
  )
  const readOnly = useMade(['connection'], () => article.readOnly(), Object.is)
  const isRemoved = filter === REMOVED && removed.length > 0
  const incomplete = useMemo(() => listed.filter(({annotation}) => missingLabels(schema, annotation).length > 0), [listed, schema])
  const shown = useMemo(() => {
    if (isRemoved) return removed
    if (filter === INCOMPLETE && incomplete.length > 0) return incomplete
    const ofLayer = filter?.startsWith(LAYER) === true ? listed.filter(each => `${LAYER}${each.annotation.layer}` === filter) : []
    // A layer whose last annotation is gone, or which the schema has no more, is no choice any more.
    return ofLayer.length > 0 && layerNamed(schema, filter?.slice(LAYER.length) ?? '') !== undefined ? ofLayer : listed
  }, [listed, removed, incomplete, isRemoved, filter, schema])
  const selected = useView(view => view.selected)
  const target = useView(view => view.target)
  const looks = useMemo(() => new Map(looksOf(schema).map(look => [look.name, look])), [schema])
  const fresh = useNewAnnotations(article, workspace.session.get().person.id, selected)
  const {colours} = workspace.preferences.get()
  const paint = useMemo(() => paintOf(() => ({schema, target, resolve: names.resolve, colours, hidden: []})), [schema, target, names, colours])

  useEffect(() => {
    workspace.panes.focusInspector = () => {
      workspace.panes.showPane?.('end')
      list.current?.focus()
    }
    return () => {
      workspace.panes.focusInspector = undefined
    }
  }, [workspace])

  const countOf = (name: string): number => listed.filter(({annotation}) => annotation.layer === name).length
  const layers = schema.layers.filter(each => countOf(each.name) > 0)
  const choices: readonly GroupChoice<string>[] = [
    ...layers.map(({name, label, look}) => ({
      value: `${LAYER}${name}`,
      label: say('{layer} {annotations, number}', {layer: label, annotations: countOf(name)}),
      hue: look.hue,
    })),
    ...(incomplete.length === 0 ? [] : [{value: INCOMPLETE, label: say('Incomplete {annotations, number}', {annotations: incomplete.length})}]),
    ...(removed.length === 0 ? [] : [{value: REMOVED, label: say('Removed {annotations, number}', {annotations: removed.length})}]),
  ]
  return (
    <div className="annotation-list" data-shortcuts="article" data-place>
      {(layers.length > 1 || incomplete.length > 0 || removed.length > 0) && (
        <ChoiceGroup label={say('Show')} hideLabel choices={choices} value={filter} onChange={setFilter} />
      )}
      {shown.length === 0 ? (
        <EmptyState title={say('No annotations yet')}>{readOnly ? say('What others mark in this article is listed here.') : beginnings(workspace)}</EmptyState>
      ) : (
        <VirtualList
          ref={list}
          label={isRemoved ? say('Removed annotations, the latest first') : say('Annotations in text order')}
          items={shown}
          keyOf={each => each.annotation.id}
          estimate={58}
          selected={selected}
          onSelect={each => select(workspace, each.annotation.id)}
          onOpen={onOpen}
          renderItem={each => <Line listed={each} looks={looks} paint={paint} names={names} article={article} fresh={fresh.has(each.annotation.id)} />}
        />
      )}
    </div>
  )
})

type LineProps = {
  readonly listed: ListedAnnotation
  readonly looks: ReadonlyMap<string, Look>
  readonly paint: Paint
  readonly names: Names
  readonly article: OpenArticle
  readonly fresh: boolean
}

const Line = memo(function Line({listed: {annotation, anchoring}, looks, paint, names, article, fresh}: LineProps) {
  const workspace = useWorkspace('project', 'session')
  const schema = workspace.project.schema()
  // What it points at has a name of its own, which changes without it.
  const says = useMade(['sets', 'registry', 'project'], () => remarks(annotation, schema, names, article.set.get), isSame)
  // So do the words of a relation, which are those of its ends.
  useMade(['sets'], () => tell(wordsOf(annotation, article.set.get)), isSame)
  const painted = useMade(['registry', 'project'], () => paint(annotation)?.look, isSame)
  const look = looks.get(painted ?? annotation.layer)
  const layer = schema.layers.find(each => each.name === annotation.layer)
  const missing = annotation.removed === undefined ? missingLabels(schema, annotation) : []
  return (
    <div className="annotation-line">
      <span className="annotation-line-kind">
        {look !== undefined && <LineSwatch hue={look.hue as Hue} line={look.line} weight={look.weight} />}
        <bdi className="annotation-line-layer">{layer?.label ?? annotation.layer}</bdi>
        {says.map((remark, at) => (
          // Remarks have no identity of their own; they are drawn anew with their annotation.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={at} className="annotation-line-remark" data-stance={remark.nthStance}>
            <bdi>{remark.text}</bdi>
          </span>
        ))}
        <CommentCount article={article.id} annotation={annotation.id} />
        <AnnotatorMark workspace={workspace} by={annotation.by} fresh={fresh} />
      </span>
      <AnnotationWords className="annotation-line-quote" annotation={annotation} lookup={article.set.get} />
      {missing.length > 0 && <span className="annotation-line-problem">{say('Still to be said: {features}', {features: missing.join(', ')})}</span>}
      {annotation.removed !== undefined && (
        <span className="annotation-line-removed">
          {annotation.removed.by === workspace.session.get().person.id
            ? say('Removed by you')
            : say('Removed by {name}', {name: nameOf(workspace, annotation.removed.by)})}
        </span>
      )}
      {anchoring !== undefined && anchoring.state !== 'exact' && (
        <span className="annotation-line-problem">
          {anchoring.state === 'moved' ? say('Found at another place: check it') : say('These words are not in the text any more')}
        </span>
      )}
    </div>
  )
})

/** How to begin: "press C for Claim, or E for Entity", the first two layers that have a key. */
function beginnings(workspace: Workspace): string {
  const keyed = workspace.project.schema().layers.flatMap(layer => {
    if (kindOfLayer(layer) !== 'span') return []
    const {keys} = markCommandOf(workspace, layer)
    return keys === undefined ? [] : [{key: keys, layer: layer.label}]
  })
  const [first, second] = keyed
  if (first === undefined) return say('Select words in the text and press a button above it.')
  return second === undefined
    ? say('Select words in the text and press {key} for {layer}.', first)
    : say('Select words in the text and press {key} for {layer}, or {otherKey} for {otherLayer}.', {...first, otherKey: second.key, otherLayer: second.layer})
}
