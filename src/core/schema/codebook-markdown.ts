import type {Language} from '../language/language.ts'
import {markdown} from '../markdown/markdown.ts'
import type {CodebookLabel, CodebookPart} from './codebook.ts'
import {EXAMPLE_WORDS, placeOfExample} from './codebook.ts'
import type {Example} from './schema.ts'

/** A codebook as Markdown. Guidelines are Markdown already and stand as they are; names are written so that no sign in them means anything. */
export const codebookMarkdown = (parts: readonly CodebookPart[], language: Language): string => `${parts.map(part => partLines(part, language)).join('\n\n')}\n`

function partLines(part: CodebookPart, language: Language): string {
  switch (part.kind) {
    case 'heading':
      return `${'#'.repeat(part.depth)} ${plain(part.text)}`
    case 'facts':
      return `*${facts(part.facts, language)}*`
    case 'guideline':
      return part.text.trim()
    case 'examples':
      return part.examples.map(example => exampleLine(example, language)).join('\n')
    case 'labels':
      return part.labels.map(label => labelLines(label, language)).join('\n')
  }
}

function labelLines({label, guideline, examples = [], facts: known, depth}: CodebookLabel, language: Language): string {
  const indent = '  '.repeat(depth)
  const within = (text: string): string =>
    text
      .trim()
      .split('\n')
      .map(line => `\n${line === '' ? '' : `${indent}  ${line}`}`)
      .join('')
  const said = guideline === undefined ? '' : `${startsBlock(guideline) ? '\n' : ''}${within(guideline)}`
  const shown = examples.map(example => within(exampleLine(example, language))).join('')
  return `${indent}- **${plain(label)}** (${facts(known, language)})${said}${said !== '' && shown !== '' ? '\n' : ''}${shown}`
}

/** Beside the name of a label it would be taken for a part of that line. */
const startsBlock = (text: string): boolean => markdown(text)[0]?.kind !== 'paragraph'

const facts = (known: CodebookLabel['facts'], language: Language): string => known.map(fact => plain(language.tell(fact))).join(' · ')

/** With another sign than the lists of most people have, so that it does not go on from one. */
function exampleLine(example: Example, language: Language): string {
  const place = placeOfExample(example)
  const note = example.note?.trim().replaceAll(/\s+/g, ' ')
  const where = place === undefined ? '' : ` (${plain(language.tell(place))})`
  return `* *${language.tell(EXAMPLE_WORDS[example.kind])}:* “${plain(example.quote)}”${where}${note === undefined ? '' : ` – ${note}`}`
}

const plain = (text: string): string => text.replaceAll(/[\\`*_{}[\]<>#|~]/g, sign => `\\${sign}`).replaceAll(/\s+/g, ' ')
