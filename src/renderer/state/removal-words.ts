import type {Annotation} from '../../core/annotation/annotation.ts'
import {namedWords, wordsOf} from '../../core/annotation/annotation-words.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Project} from '../../project/project.ts'
import {noClaimWords} from './no-claim-words.ts'
import {short} from './short-quote.ts'

/** "Bob removed what you worked on: Claim “…”.": no article, for labels may begin with any letter. */
export function takenWords(project: Project, taken: readonly Annotation[], lookup: (id: string) => Annotation | undefined): string {
  const [first] = taken
  const by = project.displayName(first?.removed?.by ?? '') ?? 'A colleague'
  if (first === undefined || taken.length > 1) return `${by} removed ${taken.length} annotations that you worked on.`
  const layer = layerNamed(project.schema(), first.layer)?.label ?? first.layer
  return `${by} removed what you worked on: ${namedWords(layer, first, lookup, short)}.`
}

/** "Bob marked a claim in this article, of which you said that there is none." */
export function despiteWords(project: Project, claim: Annotation, where: string): string {
  const {by} = claim
  const who = project.displayName(by) ?? 'A colleague'
  const {one, title} = noClaimWords(project.schema())
  return `${who} marked ${one.toLowerCase()} in ${where}: ${wordsOf(claim, () => undefined, short)}. You said “${title}” there; press it again if that does not hold any more.`
}
