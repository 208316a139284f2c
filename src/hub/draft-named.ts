import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {SchemaDraft} from '../core/schema/draft.ts'
import type {Project} from '../project/project.ts'

/** A draft, by the beginning of its id. */
export function draftNamed({drafts}: Pick<Project, 'drafts'>, wanted: string): Result<SchemaDraft> {
  const all = drafts.all()
  const [found, ...others] = wanted === '' ? [] : all.filter(({id}) => id.startsWith(wanted))
  if (found !== undefined && others.length === 0) return ok(found)
  return refused(
    all.length === 0
      ? message('The project has no draft of its schema.')
      : message('No draft, or more than one, has an id that begins with “{wanted}”. Choose one of {drafts}.', {
          wanted,
          drafts: all.map(({id}) => id).join(', '),
        }),
  )
}
