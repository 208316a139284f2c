import {say} from '../ui/say.ts'
import './guideline.css'

/** How to code something, in the words of the schema: Markdown, shown as it is written. */
export function Guideline({of, text}: {readonly of: string; readonly text: string}) {
  return (
    <details className="guideline">
      <summary>
        Guideline<span className="sr-only">{say(' for {of}', {of})}</span>
      </summary>
      <p dir="auto">{text}</p>
    </details>
  )
}
