import type {Annotation} from '../../core/annotation/annotation.ts'
import {isStances, stancesOf} from '../../core/annotation/annotation.ts'
import {unfitFeatures} from '../../core/annotation/new-annotation.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'

/**
 * Makes an annotation one of another layer, as one step. What the new layer can say too stays; the rest is taken back with it.
 * A stance of somebody else is not this person's to take back.
 */
export function changeLayer(workspace: Workspace, {set}: OpenArticle, annotation: Annotation, to: string): Result<null> {
  const schema = workspace.project.schema()
  const act = workspace.act()
  const {id, features} = annotation
  if (layerNamed(schema, to) === undefined) return refused('The schema has no such layer any more.')
  const lost = unfitFeatures(schema, to, features)
  const other = lost.some(([, value]) => isStances(value)) && stancesOf(annotation).find(({by}) => by !== act.by)
  if (typeof other === 'object') {
    const who = workspace.project.displayName(other.by) ?? 'A colleague'
    return refused(`${who} has taken a stance here, which the new layer cannot hold. Mark the words anew in the other layer.`)
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
