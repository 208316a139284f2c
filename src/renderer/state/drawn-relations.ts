import type {AnnotationId} from '../../core/annotation/annotation.ts'
import {isRelation} from '../../core/annotation/annotation-kind.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {RelationLine} from '../article/relation-lines.tsx'
import type {OpenArticle} from './open-article.ts'

/** The relations that are drawn: the selected one, or those at the selected annotation, of which both ends are painted in the text. `hidden`: layers that are not shown. */
export function drawnRelations(
  {set, highlights}: OpenArticle,
  selected: AnnotationId | undefined,
  schema: Schema,
  hidden: readonly string[],
): readonly RelationLine[] {
  if (selected === undefined) return []
  const between = new Map<string, number>()
  return set
    .all()
    .filter(isRelation)
    .filter(({id, from, to, removed, layer}) => removed === undefined && !hidden.includes(layer) && [id, from, to].includes(selected))
    .flatMap(({id, layer, from: one, to: other}) => {
      const [from, to] = [highlights.get(one), highlights.get(other)]
      const {hue, line} = layerNamed(schema, layer)?.look ?? ({hue: 'slate', line: 'dotted'} as const)
      if (from === undefined || to === undefined) return []
      const pair = [one, other].sort().join()
      const beside = between.get(pair) ?? 0
      between.set(pair, beside + 1)
      return [{id, from: {start: from.start, end: from.end}, to: {start: to.start, end: to.end}, beside, hue, line}]
    })
}
