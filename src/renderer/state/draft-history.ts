import type {Project} from '../../project/project.ts'
import {draftPlace} from '../../project/schema-drafts.ts'
import type {UndoHistory} from '../../project/undo.ts'
import {undoHistory} from '../../project/undo.ts'

/** What this person did in drafts of the schema, to be taken back. That a draft began, was published or thrown away is not, nor is anything from before. */
export function draftHistory({doc}: Pick<Project, 'doc'>): UndoHistory {
  const undo = undoHistory()
  undo.follow('project', doc, ['drafts'])
  undo.observe(() => {
    const isOfWhole = undo.next('undo')?.changes.some(({record}) => draftPlace(record) === undefined)
    if (isOfWhole === true) undo.cut()
  })
  return undo
}
