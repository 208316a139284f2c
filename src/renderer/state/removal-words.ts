import type {Annotation} from '../../core/annotation/annotation.ts'
import {namedWords, wordsOf} from '../../core/annotation/annotation-words.ts'
import {knowsClaims} from '../../core/schema/claim-layers.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Project} from '../../project/project.ts'
import {noClaimWords} from './no-claim-words.ts'
import {short} from './short-quote.ts'
import {say} from '../ui/say.ts'

/** "Bob removed what you worked on: Claim “…”.": no article, for labels may begin with any letter. */
export function takenWords(project: Project, taken: readonly Annotation[], lookup: (id: string) => Annotation | undefined): string {
  const [first] = taken
  const by = project.displayName(first?.removed?.by ?? '') ?? say('A colleague')
  if (first === undefined || taken.length > 1)
    return say('{name} removed {annotations, plural, one {# annotation} other {# annotations}} that you worked on.', {name: by, annotations: taken.length})
  const layer = layerNamed(project.schema(), first.layer)?.label ?? first.layer
  return say('{name} removed what you worked on: {annotation}.', {name: by, annotation: namedWords(layer, first, lookup, short)})
}

/** "Bob marked a claim in this article, of which you said that there is none." */
export function despiteWords(project: Project, claim: Annotation, where: string): string {
  const {by} = claim
  const who = project.displayName(by) ?? say('A colleague')
  const {title} = noClaimWords(project.schema())
  const given = {who, title, where, words: wordsOf(claim, () => undefined, short)}
  return knowsClaims(project.schema())
    ? say('{who} marked a claim in {where}: {words}. You said “{title}” there; press it again if that does not hold any more.', given)
    : say('{who} marked an annotation in {where}: {words}. You said “{title}” there; press it again if that does not hold any more.', given)
}
