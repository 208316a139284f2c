import {spokenIn} from '../../core/article/article-language.ts'
import './words-around.css'

type Props = {
  readonly before: string
  readonly quote: string
  /** Of its article. */
  readonly language: string | undefined
  readonly after: string
  /** The text begins, or ends, with these words. */
  readonly begins?: boolean
  readonly ends?: boolean
}

/** A quote with whole words of its paragraph on each side, so that one mention can be told from another. */
export function WordsAround({before, quote, language, after, begins = false, ends = false}: Props) {
  const startsHere = begins || before.includes('\n')
  const endsHere = ends || after.includes('\n')
  return (
    <span className="words-around" {...spokenIn(language)}>
      {startsHere ? before.replace(/^.*\n/s, '') : `…${before.replace(/^\S*\s+/, '')}`}
      <mark>{quote}</mark>
      {endsHere ? after.replace(/\n.*$/s, '') : `${after.replace(/\s+\S*$/, '')}…`}
    </span>
  )
}
