import type {Annotation} from '../../core/annotation/annotation.ts'
import type {KeptVersion} from '../../core/schema/kept-version.ts'
import {meaningsSince} from '../../core/schema/older-version.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {SchemaDifference} from '../../core/schema/schema-diff.ts'
import type {OlderAnnotation} from '../../ipc/schema-api.ts'
import type {Workspace} from './workspace.ts'

/** The annotation that whoever goes through them has come to. */
export const lookedAt = ({view}: Workspace): OlderAnnotation | undefined => {
  const {again} = view.get()
  return again?.items[again.at]
}

/**
 * What of an annotation on the way means something else still. `gone`: it is not there any more, or not in the set that this person works in; `elsewhere`: its article is not open.
 */
export function stillToLookAt(workspace: Workspace, {article, annotation}: OlderAnnotation): readonly SchemaDifference[] | 'gone' | 'elsewhere' {
  const opened = workspace.opened(article)
  if (opened === undefined) return 'elsewhere'
  const found = opened.set.get(annotation)
  return found === undefined || found.removed !== undefined ? 'gone' : meaningsIn(workspace)(found)
}

type Meanings = (annotation: Annotation) => readonly SchemaDifference[]

let last: {readonly versions: readonly KeptVersion[]; readonly schema: Schema; readonly meanings: Meanings} | undefined

/** The same as long as the versions are. */
function meaningsIn({project, writtenSchema}: Workspace): Meanings {
  const [versions, schema] = [project.versions.all(), writtenSchema()]
  if (last?.versions !== versions || last.schema !== schema) last = {versions, schema, meanings: meaningsSince(versions, schema)}
  return last.meanings
}
