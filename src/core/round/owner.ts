import type {AnnotatorId} from '../annotation/annotation.ts'

/** A round. */
export type RoundId = string

/** The round of what was made alone before rounds had sets of their own. */
export const EARLIER: RoundId = 'earlier'

/**
 * Whose annotations a set or registry holds: everyone's together, the gold standard, or one annotator's in one round. It is a key, of
 * documents and in datasets: what was made before rounds had sets of their own keeps the one it had, `annotator:<id>`; all else is
 * `round:<round>/<id>`, where the round is spelled without a slash, so that the first slash ends it whatever the ids hold.
 */
export type Owner = 'team' | 'gold' | `annotator:${AnnotatorId}` | `round:${string}/${AnnotatorId}`

/** One annotator in one round. */
export type RoundWork = {readonly annotator: AnnotatorId; readonly round: RoundId}

const ALONE = 'annotator:'
const IN_ROUND = 'round:'

export const ownerOf = (annotator: AnnotatorId, round: RoundId): Owner =>
  round === EARLIER ? `${ALONE}${annotator}` : `${IN_ROUND}${round.replaceAll('%', '%25').replaceAll('/', '%2F')}/${annotator}`

/** `undefined` for what is nobody's own. */
export function workOf(owner: Owner): RoundWork | undefined {
  if (owner.startsWith(ALONE)) return {annotator: owner.slice(ALONE.length), round: EARLIER}
  if (!owner.startsWith(IN_ROUND)) return undefined
  const end = owner.indexOf('/')
  return {annotator: owner.slice(end + 1), round: owner.slice(IN_ROUND.length, end).replaceAll('%2F', '/').replaceAll('%25', '%')}
}

export const annotatorOf = (owner: Owner): AnnotatorId | undefined => workOf(owner)?.annotator

/** What a person may do in a project. Each role may do what those before it may. */
export type Role = 'reader' | 'annotator' | 'curator' | 'admin'

export type Person = {readonly id: AnnotatorId; readonly name: string; readonly role: Role}
