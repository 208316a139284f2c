import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'

export const nameOf = (workspace: Workspace, person: AnnotatorId): string => workspace.project.displayName(person) ?? say('A colleague')
