import {Markdown} from '../../ui/markdown.tsx'
import {say} from '../../ui/say.ts'
import './marks-help.css'

/** The few marks that are enough, as one writes them. */
const MARKS: readonly (readonly [written: string, what: string])[] = [
  [say('**important**', {}, 'an example of Markdown'), say('important')],
  [say('*stressed*', {}, 'an example of Markdown'), say('stressed')],
  [say('# Heading', {}, 'an example of Markdown'), say('a heading')],
  [say('- one\n- two', {}, 'an example of Markdown'), say('a list')],
  [say('1. first\n2. then', {}, 'an example of Markdown'), say('a list with numbers')],
  [say('> what somebody wrote', {}, 'an example of Markdown'), say('a quotation')],
  [say('[our manual](https://example.org)', {}, 'an example of Markdown'), say('a link')],
]

/** How words in a guideline are set off: what one writes beside what it looks like. */
export function MarksHelp() {
  return (
    <details className="marks-help">
      <summary>{say('Marks')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('Written')}</th>
            <th scope="col">{say('Shown', {}, 'how something written in Markdown is shown')}</th>
          </tr>
        </thead>
        <tbody>
          {MARKS.map(([written, what]) => (
            <tr key={written}>
              <td>
                <code dir="auto">{written}</code>
              </td>
              <td aria-label={what}>
                <Markdown text={written} below={2} plain />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{say('An empty line begins a new paragraph. HTML is shown as it was written, and a picture as a link.')}</p>
    </details>
  )
}
