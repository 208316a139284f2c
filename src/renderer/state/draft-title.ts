import type {SchemaDraft} from '../../core/schema/draft.ts'
import {wholeFields} from '../../core/schema/draft.ts'
import {inQuotation} from '../../core/text/in-quotation.ts'
import type {Project} from '../../project/project.ts'
import {momentOf} from '../ui/moment.ts'
import {say} from '../ui/say.ts'

/** A draft among others: what it is called, who began it, and when. */
export const draftTitle = (draft: SchemaDraft, project: Pick<Project, 'displayName'>): string =>
  say('Draft by {who}, {moment}: “{name}”', {
    name: inQuotation(String(wholeFields(draft).name ?? '')),
    who: project.displayName(draft.origin.by) ?? say('a colleague'),
    moment: momentOf(draft.origin.at),
  })
