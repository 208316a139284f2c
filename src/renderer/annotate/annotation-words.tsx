import type {ReactNode} from 'react'
import type {Annotation, AnnotationId} from '../../core/annotation/annotation.ts'
import {isRelation, isSpanAnnotation} from '../../core/annotation/annotation-kind.ts'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import {useSpoken} from '../state/use-spoken.ts'
import {rich, say, tell} from '../ui/say.ts'

type Props = {
  readonly annotation: Annotation
  readonly lookup: (id: AnnotationId) => Annotation | undefined
  readonly cut?: (quote: string) => string
  readonly className?: string
}

/** What an annotation is about, on screen: the words that it marks, both ends of a relation, or that it is the whole article. */
export function AnnotationWords({annotation, lookup, cut = quote => quote, className}: Props): ReactNode {
  const spoken = useSpoken()
  if (isSpanAnnotation(annotation))
    return (
      <q className={className} {...spoken(annotation.selector.start)}>
        {cut(annotation.selector.quote)}
      </q>
    )
  if (!isRelation(annotation)) return <span className={className}>{sentence(tell(wordsOf(annotation, lookup)))}</span>
  return (
    // From the left to the right whatever its words are, and whatever the window is written in: the arrow has one direction.
    <span className={className} dir="ltr">
      <EndWords end={lookup(annotation.from)} cut={cut} /> → <EndWords end={lookup(annotation.to)} cut={cut} />
    </span>
  )
}

/** An end of a relation as it is: its words, and that it was removed or is not there. */
export function EndWords({end, cut = quote => quote}: {readonly end: Annotation | undefined; readonly cut?: (quote: string) => string}): ReactNode {
  if (end === undefined) return say('an annotation that is not there')
  const words = isRelation(end) ? say('another relation') : <AnnotationWords annotation={end} lookup={() => undefined} cut={cut} />
  return end.removed === undefined ? words : rich('{words} (removed)', {words})
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
