import type {Annotation} from '../../../core/annotation/annotation.ts'
import {newAnnotation, newArticleAnnotation} from '../../../core/annotation/new-annotation.ts'
import {endProblem, newRelation} from '../../../core/annotation/relation.ts'
import type {Layer, Schema} from '../../../core/schema/schema.ts'
import {kindOfLayer} from '../../../core/schema/schema.ts'
import {wordsOf} from '../../../core/text/segmentation.ts'
import type {Span} from '../../../core/text/span.ts'
import type {OpenArticle} from '../../state/open-article.ts'
import type {Workspace} from '../../state/workspace.ts'

/** Layers that have an example marked; more would hide each other. */
const MOST_LAYERS = 30
/** Words of an example, and words from the beginning of one to the next. */
const WORDS = 3
const APART = 5

/** Marks an example of each layer of the schema that has none yet, of its relations last. */
export function markExamples(preview: Workspace): void {
  const article = preview.current()
  if (article === undefined) return
  const schema = preview.project.schema()
  const layers = schema.layers.slice(0, MOST_LAYERS)
  const spans = examplePlaces(article.text, layers.length)
  for (const isRelation of [false, true])
    for (const [nth, layer] of layers.entries()) {
      if ((kindOfLayer(layer) === 'relation') !== isRelation || exampleOf(article, layer.name) !== undefined) continue
      const made = example({preview, article, schema, layer, span: spans[nth % spans.length]})
      if (made !== undefined) article.set.add([made])
    }
}

export const exampleOf = (article: OpenArticle, layer: string): Annotation | undefined =>
  article.listed().find(each => each.annotation.layer === layer)?.annotation

type Given = {readonly preview: Workspace; readonly article: OpenArticle; readonly schema: Schema; readonly layer: Layer; readonly span: Span | undefined}

function example({preview, article, schema, layer, span}: Given): Annotation | undefined {
  const {by, at} = preview.act()
  const own = {id: preview.newId(), at}
  const kind = kindOfLayer(layer)
  if (kind === 'article') return orNothing(newArticleAnnotation({layer: layer.name}, schema, by, own))
  if (kind === 'span') return span && orNothing(newAnnotation({layer: layer.name, span}, article.text, schema, by, own))
  const all = article.set.all()
  const from = all.find(each => endProblem(schema, layer, 'from', each) === undefined)
  const to = all.find(each => each.id !== from?.id && endProblem(schema, layer, 'to', each) === undefined)
  if (from === undefined || to === undefined) return undefined
  return orNothing(newRelation({layer: layer.name, from: from.id, to: to.id}, article.set.get, schema, by, own))
}

const orNothing = <T>(made: {readonly ok: true; readonly value: T} | {readonly ok: false}): T | undefined => (made.ok ? made.value : undefined)

/** A few words each, one after the other from the beginning of the text. */
function examplePlaces(text: string, many: number): readonly Span[] {
  const places: Span[] = []
  let nth = 0
  let start = 0
  for (const word of wordsOf(text)) {
    if (nth === 0) start = word.start
    nth++
    if (nth === WORDS) places.push({start, end: word.end})
    if (nth === APART) nth = 0
    if (places.length === many) break
  }
  const [first] = wordsOf(text)
  return places.length > 0 || first === undefined ? places : [first]
}
