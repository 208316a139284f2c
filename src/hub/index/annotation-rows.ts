import type {Annotation, AnnotationId, FeatureValue, Stance} from '../../core/annotation/annotation.ts'
import {isStances, stancesOf} from '../../core/annotation/annotation.ts'
import {isRelation, kindOf} from '../../core/annotation/annotation-kind.ts'
import {pointersOf} from '../../core/annotation/pointers.ts'
import type {ReadMark} from '../../core/article/article-label.ts'
import {inCodeUnits} from '../../core/code-unit-order.ts'
import {lastMapping} from '../../core/schema/mapping.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {AnnotationSet} from '../../project/annotation-set.ts'
import type {SetIndex} from '../../storage/index/annotation-index.ts'
import type {AnnotationRow} from '../../storage/index/annotation-row.ts'

/** UTF-16 units of a text that are kept in a row. */
const TEXT = 160
/** And of the words on each side of what is marked; a selector that another program wrote may hold more. */
const AROUND = 32

/** The rows of a whole set, as it is read under a schema. */
export const setIndexOf = (annotations: readonly Annotation[], readMarks: Iterable<ReadMark>, schema: Schema): SetIndex => ({
  rows: annotations.map(rowOf),
  readMarks: marksOf(readMarks),
  words: lastMapping(schema),
})

/** The rows of some annotations of a set, as they are now. */
export const changesIn = (set: AnnotationSet, changed: ReadonlySet<AnnotationId>, schema: Schema): SetIndex => ({
  words: lastMapping(schema),
  rows: [...changed].flatMap(id => set.get(id) ?? []).map(rowOf),
  readMarks: marksOf(set.readMarks().values()),
  of: [...changed],
})

const marksOf = (marks: Iterable<ReadMark>): SetIndex['readMarks'] => [...marks].map(({by, state}) => ({by, state}))

/** Fields in one order, so that equal rows are equal texts. */
function rowOf(annotation: Annotation): AnnotationRow {
  const {id, layer, by, at, removed} = annotation
  return {
    id,
    layer,
    kind: kindOf(annotation),
    ...placeOf(annotation),
    ...(isRelation(annotation) ? {from: annotation.from, to: annotation.to} : {}),
    features: featuresOf(annotation),
    points: pointersOf(annotation),
    stances: stancesOf(annotation).map(({holder, target, value, by, at}) => ({holder, target, value, by, at})),
    by,
    at,
    ...(removed === undefined ? {} : {removed: {by: removed.by, at: removed.at}}),
  }
}

function placeOf({selector}: Annotation): Pick<AnnotationRow, 'start' | 'end' | 'quote' | 'before' | 'after'> {
  if (selector === undefined) return {start: 0, end: 0, quote: '', before: '', after: ''}
  const {start, end, quote, prefix, suffix} = selector
  const before = prefix.slice(-AROUND).replace(/^[\uDC00-\uDFFF]/, '')
  const after = suffix.slice(0, AROUND).replace(/[\uD800-\uDBFF]$/, '')
  return {start, end, quote: shortened(quote), before, after}
}

function featuresOf({features}: Annotation): AnnotationRow['features'] {
  const said = Object.entries(features).filter((entry): entry is [string, Exclude<FeatureValue, readonly Stance[]>] => !isStances(entry[1]))
  said.sort(([a], [b]) => inCodeUnits(a, b))
  return Object.fromEntries(said.map(([name, value]) => [name, typeof value === 'string' ? shortened(value) : value]))
}

const shortened = (text: string): string => (text.length <= TEXT ? text : `${text.slice(0, TEXT).replace(/[\uD800-\uDBFF]$/, '')}…`)
