import type {AnnotatorId} from '../annotation/annotation.ts'

/** Whose annotations a set or registry holds: everyone's together, one annotator's, or the gold standard. */
export type Owner = 'team' | 'gold' | `annotator:${AnnotatorId}`

export const ownerOf = (annotator: AnnotatorId): Owner => `annotator:${annotator}`

export const annotatorOf = (owner: Owner): AnnotatorId | undefined => (owner.startsWith('annotator:') ? owner.slice('annotator:'.length) : undefined)

/** What a person may do in a project. Each role may do what those before it may. */
export type Role = 'reader' | 'annotator' | 'curator' | 'admin'

export type Person = {readonly id: AnnotatorId; readonly name: string; readonly role: Role}
