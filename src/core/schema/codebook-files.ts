import type {CodebookLabel, CodebookPart} from './codebook.ts'
import {placeOfExample} from './codebook.ts'
import type {Example} from './schema.ts'

/** A codebook as Markdown. Guidelines are Markdown already and stand as they are; names are written so that no sign in them means anything. */
export const markdownOf = (parts: readonly CodebookPart[]): string => `${parts.map(markdownPart).join('\n\n')}\n`

function markdownPart(part: CodebookPart): string {
  switch (part.kind) {
    case 'heading':
      return `${'#'.repeat(part.depth)} ${plain(part.text)}`
    case 'facts':
      return `*${part.facts.map(plain).join('; ')}*`
    case 'guideline':
      return part.text.trim()
    case 'examples':
      return part.examples.map(markdownExample).join('\n')
    case 'labels':
      return part.labels.map(markdownLabel).join('\n')
  }
}

function markdownLabel({label, value, guideline, examples = [], depth, ...facts}: CodebookLabel): string {
  const indent = '  '.repeat(depth)
  const said =
    guideline
      ?.trim()
      .split('\n')
      .map(line => `\n${line === '' ? '' : `${indent}  ${line}`}`)
      .join('') ?? ''
  const shown = examples.map(example => `\n${indent}  ${markdownExample(example)}`).join('')
  return `${indent}- **${plain(label)}** (${[value, ...factsOf(facts)].map(plain).join('; ')})${said}${said !== '' && shown !== '' ? '\n' : ''}${shown}`
}

const factsOf = ({key, retired}: Pick<CodebookLabel, 'key' | 'retired'>): readonly string[] => [
  ...(key === undefined ? [] : [`key ${key}`]),
  ...(retired === true ? ['retired: not chosen any more'] : []),
]

const EXAMPLE = {positive: 'Yes', negative: 'No'} as const

function markdownExample(example: Example): string {
  const place = placeOfExample(example)
  const note = example.note?.trim().replaceAll(/\s+/g, ' ')
  return `- *${EXAMPLE[example.kind]}:* “${plain(example.quote)}”${place === undefined ? '' : ` (${place})`}${note === undefined ? '' : `. ${note}`}`
}

const plain = (text: string): string => text.replaceAll(/[\\`*_{}[\]<>#|~]/g, sign => `\\${sign}`).replaceAll(/\s+/g, ' ')

/** A codebook as one page that needs nothing else: for a browser, and for paper. */
export function pageOf(parts: readonly CodebookPart[]): string {
  const title = parts.find(part => part.kind === 'heading')?.text ?? ''
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff }
.facts { color: #555 }
.guideline { white-space: pre-wrap }
.examples { padding-inline-start: 1rem }
.negative q { text-decoration: line-through; text-decoration-color: #777 }
ul { list-style: none; padding-inline-start: 0 }
h1, h2, h3 { break-after: avoid; line-height: 1.25 }
h2 { border-block-start: 1px solid #bbb; padding-block-start: 1rem }
</style>
${parts.map(pagePart).join('\n')}
</html>
`
}

function pagePart(part: CodebookPart): string {
  switch (part.kind) {
    case 'heading':
      return `<h${part.depth} dir="auto">${escaped(part.text)}</h${part.depth}>`
    case 'facts':
      return `<p class="facts">${part.facts.map(fact => `<bdi>${escaped(fact)}</bdi>`).join('; ')}</p>`
    case 'guideline':
      return `<p class="guideline" dir="auto">${escaped(part.text.trim())}</p>`
    case 'examples':
      return pageExamples(part.examples)
    case 'labels':
      return `<ul>\n${part.labels.map(pageLabel).join('\n')}\n</ul>`
  }
}

function pageLabel({label, value, guideline, examples = [], depth, ...others}: CodebookLabel): string {
  const facts = [value, ...factsOf(others)].map(fact => `<bdi>${escaped(fact)}</bdi>`).join('; ')
  const said = guideline === undefined ? '' : `<div class="guideline" dir="auto">${escaped(guideline.trim())}</div>`
  return `<li style="margin-inline-start: ${depth * 1.5}rem"><b><bdi>${escaped(label)}</bdi></b> <span class="facts">(${facts})</span>${said}${pageExamples(examples)}</li>`
}

function pageExamples(examples: readonly Example[]): string {
  if (examples.length === 0) return ''
  const line = (example: Example): string => {
    const place = placeOfExample(example)
    const where = place === undefined ? '' : ` <span class="facts">(${place})</span>`
    const note = example.note === undefined ? '' : ` <span dir="auto">${escaped(example.note.trim())}</span>`
    return `<li class="${example.kind}">${EXAMPLE[example.kind]}: <q><bdi>${escaped(example.quote)}</bdi></q>${where}${note}</li>`
  }
  return `<ul class="examples">\n${examples.map(line).join('\n')}\n</ul>`
}

const SIGNS: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, sign => SIGNS[sign] ?? sign)
