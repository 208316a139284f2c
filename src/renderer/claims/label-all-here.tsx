import {LONGEST_MENTION} from '../../core/text/identical-mentions.ts'
import type {Span} from '../../core/text/span.ts'
import {Checkbox} from '../ui/checkbox.tsx'
import {WordsAround} from './words-around.tsx'
import {say} from '../ui/say.ts'

/** Context shown on each side of a mention, in UTF-16 units. */
const CONTEXT = 36
/** Places shown, and labelled, at a time: nobody looks at more. */
export const MOST_HERE = 1000

type Props = {
  readonly text: string
  /** Of the article. */
  readonly language: string | undefined
  readonly quote: string
  readonly isInParts: boolean
  readonly found: readonly Span[]
  readonly left: ReadonlySet<number>
  readonly onLeft: (left: ReadonlySet<number>) => void
}

/** The places in the article on screen. */
export function LabelAllHere({text, language, quote, isInParts, found, left, onLeft}: Props) {
  if (isInParts) return <p>{say('Words in several parts are not looked for elsewhere. Make an annotation of each part, then look for the words of each.')}</p>
  if (found.length === 0)
    return (
      <p>
        {quote.length > LONGEST_MENTION
          ? say('Only words of up to {letters, number} letters are looked for elsewhere.', {letters: LONGEST_MENTION})
          : say('There is no other place with these words that is not labelled already.')}
      </p>
    )
  return (
    <>
      {found.length === MOST_HERE && <p>{say('The first {places, number} places are shown. Label them, then look for more.', {places: MOST_HERE})}</p>}
      <ul className="label-all-mentions" aria-label={say('Mentions to label')}>
        {found.map(span => (
          <li key={span.start}>
            <Checkbox
              label={<Mention text={text} language={language} span={span} />}
              checked={!left.has(span.start)}
              onChange={on => onLeft(on ? new Set([...left].filter(each => each !== span.start)) : new Set([...left, span.start]))}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

function Mention({text, language, span}: {readonly text: string; readonly language: string | undefined; readonly span: Span}) {
  const from = Math.max(0, span.start - CONTEXT)
  const to = span.end + CONTEXT
  return (
    <WordsAround
      before={text.slice(from, span.start)}
      language={language}
      quote={text.slice(span.start, span.end)}
      after={text.slice(span.end, to)}
      begins={from === 0}
      ends={to >= text.length}
    />
  )
}
