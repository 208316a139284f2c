import type {Annotation} from '../../core/annotation/annotation.ts'
import {isStances, stancesOf} from '../../core/annotation/annotation.ts'
import {isRelation, kindOf, kindProblem} from '../../core/annotation/annotation-kind.ts'
import {endsProblem, endsProblemAfter} from '../../core/annotation/relation.ts'
import {unfitFeatures} from '../../core/annotation/new-annotation.ts'
import type {Message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {AnnotationSet} from '../../project/annotation-set.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'

/**
 * Makes an annotation one of another layer, as one step. What the new layer can say too stays; the rest is taken back with it.
 * A stance of somebody else is not this person's to take back.
 */
export function changeLayer(workspace: Workspace, {set}: OpenArticle, annotation: Annotation, to: string): Result<null> {
  const schema = workspace.project.schema()
  const act = workspace.act()
  const {id, features} = annotation
  const layer = layerNamed(schema, to)
  if (layer === undefined) return refused(say('The schema has no such layer any more.'))
  const unfit = kindProblem(layer, kindOf(annotation)) ?? endsAfter(schema, set, {...annotation, layer: to})
  if (unfit !== undefined) return refused(unfit)
  const lost = unfitFeatures(schema, to, features)
  const other = lost.some(([, value]) => isStances(value)) && stancesOf(annotation).find(({by}) => by !== act.by)
  if (typeof other === 'object') {
    const who = workspace.project.displayName(other.by) ?? say('A colleague')
    return refused(say('{who} has taken a stance here, which the new layer cannot hold. Mark the words anew in the other layer.', {who}))
  }
  set.transact(() => {
    set.setLayer(id, to, act)
    for (const [name, value] of lost) {
      if (isStances(value)) for (const stance of stancesOf(annotation)) set.removeStance(id, stance.id, act)
      else if (typeof value === 'string' && set.texts(id, name).length > 0) set.writeText(id, {...act, id: workspace.newId(), feature: name, text: ''}, value)
      else set.setFeature(id, name, undefined, act)
    }
  })
  return ok(null)
}

/** What would be wrong with the ends of a relation, or with the relations at an annotation, that is right now. */
function endsAfter(schema: Schema, set: AnnotationSet, after: Annotation): Message | undefined {
  if (isRelation(after)) return endsProblem(schema, after, set.get)
  const lookup = (id: string): Annotation | undefined => (id === after.id ? after : set.get(id))
  for (const relation of set.all().filter(isRelation)) {
    if (relation.removed !== undefined || (relation.from !== after.id && relation.to !== after.id)) continue
    const problem = endsProblem(schema, relation, set.get) === undefined ? endsProblemAfter(schema, relation, lookup) : undefined
    if (problem !== undefined) return problem
  }
  return undefined
}
