import type {AnnotatorId} from './annotation.ts'

/** Whose annotations a set or registry holds: everyone's together, one annotator's, or the gold standard. */
export type Owner = 'team' | 'gold' | `annotator:${AnnotatorId}`

export const ownerOf = (annotator: AnnotatorId): Owner => `annotator:${annotator}`

export const annotatorOf = (owner: Owner): AnnotatorId | undefined => (owner.startsWith('annotator:') ? owner.slice('annotator:'.length) : undefined)

/** What a person may do in a project. Each role may do what those before it may. */
export type Role = 'reader' | 'annotator' | 'curator' | 'admin'

export type Person = {readonly id: AnnotatorId; readonly name: string; readonly role: Role}

/** `together`: one set for the team. `independent`: a set each, closed to the others, until the round is opened. */
export type Round = {readonly id: string; readonly name: string; readonly mode: 'together' | 'independent'; readonly open: boolean; readonly startedAt: number}

/** Whose set a person works in now: her own in an independent round that is not open yet, else the team's. */
export function activeOwner(rounds: readonly Round[], person: AnnotatorId): Owner {
  const [latest] = [...rounds].sort((a, b) => b.startedAt - a.startedAt)
  return latest?.mode === 'independent' && !latest.open ? ownerOf(person) : 'team'
}

/** Whether an independent round is still closed: then nobody may know of anybody else's judgements, nor of where she reads. */
export const isBlind = (rounds: readonly Round[]): boolean => rounds.some(round => round.mode === 'independent' && !round.open)
