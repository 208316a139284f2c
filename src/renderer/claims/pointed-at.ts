import type {Annotation, Reference} from '../../core/annotation/annotation.ts'
import {identityOf} from '../../core/schema/entity-types.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import type {ReferenceFeature} from './reference-options.ts'
import {mentionsFor} from './reference-options.ts'

/** What a click on these annotations, the innermost first, chooses for a feature; nothing where none of them suits it. */
export function pointedAt(
  given: {readonly workspace: Workspace; readonly article: OpenArticle; readonly annotation: Annotation; readonly feature: ReferenceFeature},
  ids: readonly string[],
): Reference | undefined {
  const {feature, workspace} = given
  const mentions = new Map(mentionsFor(given).map(mention => [mention.id, mention]))
  for (const id of ids) {
    const mention = mentions.get(id)
    if (mention === undefined) continue
    if (feature.to.includes('mention')) return {kind: 'mention', id}
    const identity = identityOf(workspace.project.schema(), mention)
    if (identity?.kind === 'entity' && feature.to.includes('entity')) return identity
  }
  return undefined
}
