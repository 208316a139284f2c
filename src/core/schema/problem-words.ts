import type {Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import {inQuotation} from '../text/in-quotation.ts'
import type {SchemaDraft} from './draft.ts'
import {draftParts} from './draft.ts'
import {shownLabel} from './draft-keys.ts'
import type {DraftProblem} from './draft-problems.ts'

/** What keeps a draft from being published, for whoever does not see it beside its field. */
export function problemWords({part: id, problem}: DraftProblem, draft: SchemaDraft): Sentence {
  const part = draftParts(draft).find(each => each.id === id)
  return part === undefined ? problem : message('“{part}”: {problem}', {part: inQuotation(shownLabel(part)), problem})
}
