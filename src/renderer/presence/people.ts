import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Workspace} from '../state/workspace.ts'

export const nameOf = (workspace: Workspace, person: AnnotatorId): string => workspace.project.displayName(person) ?? 'A colleague'

/** “Alice”, “Alice and Bob”, “Alice, Bob and Carol”. */
export const listed = (names: readonly string[]): string => new Intl.ListFormat('en', {type: 'conjunction'}).format(names)
