import {rich} from '../ui/say.ts'
import './guideline.css'

/** How to code something, in the words of the schema: Markdown, shown as it is written. */
export function Guideline({of, text}: {readonly of: string; readonly text: string}) {
  return (
    <details className="guideline">
      <summary>{rich('Guideline<unseen> for {what}</unseen>', {what: of, unseen: words => <span className="sr-only">{words}</span>})}</summary>
      <p dir="auto">{text}</p>
    </details>
  )
}
