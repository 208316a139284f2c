import type {Annotation} from '../../core/annotation/annotation.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Project} from '../../project/project.ts'
import {noClaimWords} from './no-claim-words.ts'
import {short} from './short-quote.ts'

/** "Bob removed what you worked on: Claim “…”.": no article, for labels may begin with any letter. */
export function takenWords(project: Project, taken: readonly Annotation[]): string {
  const [first] = taken
  const by = project.displayName(first?.removed?.by ?? '') ?? 'A colleague'
  if (first === undefined || taken.length > 1) return `${by} removed ${taken.length} annotations that you worked on.`
  const layer = layerNamed(project.schema(), first.layer)?.label ?? first.layer
  return `${by} removed what you worked on: ${layer} “${short(first.selector.quote)}”.`
}

/** "Bob marked a claim in this article, of which you said that there is none." */
export function despiteWords(project: Project, {by, selector}: Annotation, where: string): string {
  const who = project.displayName(by) ?? 'A colleague'
  const {one, title} = noClaimWords(project.schema())
  return `${who} marked ${one.toLowerCase()} in ${where}: “${short(selector.quote)}”. You said “${title}” there; press it again if that does not hold any more.`
}
