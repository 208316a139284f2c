import type {Language} from '../language/language.ts'
import {message} from '../language/message.ts'
import {escaped, htmlOf} from '../markdown/in-html.ts'
import type {CodebookLabel, CodebookPart} from './codebook.ts'
import {EXAMPLE_WORDS, placeOfExample} from './codebook.ts'
import type {Example} from './schema.ts'

/** Printed black on white; a line stays with what it belongs to, and a link says where it goes. */
const STYLE = `
@page { margin: 2cm }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; overflow-wrap: anywhere }
h1, h2, h3, h4, h5, h6 { break-after: avoid; line-height: 1.25 }
h2 { border-block-start: 1px solid #aaa; padding-block-start: 1rem }
a { color: #1a4f9c }
.facts { color: #555 }
.contents ul, .labels { list-style: none; padding-inline-start: 0 }
.contents ul ul, .labels .labels { padding-inline-start: 1.5rem }
.labels > li { margin-block: 0.75rem }
.head, .examples > li { break-inside: avoid }
.examples { list-style: none; padding: 0 }
.examples > li { margin-block: 0.5rem; border-inline-start: 3px solid #4a7; padding-inline-start: 0.75rem }
.examples > .negative { border-inline-start: 3px double #b55 }
.guideline > :first-child { margin-block-start: 0.25rem }
pre { white-space: pre-wrap }
blockquote { margin-inline: 1rem; border-inline-start: 2px solid #ccc; padding-inline-start: 0.75rem }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt }
  .guideline a[href^="http"]::after { content: " (" attr(href) ")"; word-break: break-all }
}`

/** Its title and its version. */
const HEAD = 2

/** A codebook as one page that needs nothing else and can load nothing: for a browser, and for paper. */
export function codebookPage(parts: readonly CodebookPart[], language: Language): string {
  const title = parts.find(part => part.kind === 'heading')?.text ?? ''
  const depths = depthsOf(parts)
  const htmlFrom = (from: number, to: number): string =>
    parts
      .slice(from, to)
      .map((part, at) => partHtml(part, {at: from + at, below: depths[from + at] ?? 1, language}))
      .join('\n')
  return `<!doctype html>
<html lang="${escaped(language.tag)}" dir="${language.direction}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
<main>
${htmlFrom(0, HEAD)}
${contentsHtml(parts, language)}
${htmlFrom(HEAD, parts.length)}
</main>
</html>
`
}

/** How deep the heading is that each part stands under. */
function depthsOf(parts: readonly CodebookPart[]): readonly number[] {
  let depth = 1
  return parts.map(part => {
    if (part.kind === 'heading') depth = part.depth
    return depth
  })
}

const idOf = (at: number): string => `part-${at}`

type Entry = {readonly at: number; readonly text: string; readonly below: readonly Entry[]}

/** Where each layer and each of its features stands. */
function contentsHtml(parts: readonly CodebookPart[], language: Language): string {
  const layers: Entry[] = []
  for (const [at, part] of parts.entries()) {
    if (part.kind !== 'heading' || part.depth === 1) continue
    const last = layers.at(-1)
    if (part.depth === 2 || last === undefined) layers.push({at, text: part.text, below: []})
    else layers[layers.length - 1] = {...last, below: [...last.below, {at, text: part.text, below: []}]}
  }
  const list = (entries: readonly Entry[]): string =>
    entries.length === 0
      ? ''
      : `<ul>${entries.map(({at, text, below}) => `<li><a href="#${idOf(at)}"><bdi>${escaped(text)}</bdi></a>${list(below)}</li>`).join('\n')}</ul>`
  return layers.length === 0 ? '' : `<nav class="contents" aria-label="${escaped(language.tell(message('Contents')))}">\n${list(layers)}\n</nav>`
}

function partHtml(part: CodebookPart, {at, below, language}: {readonly at: number; readonly below: number; readonly language: Language}): string {
  switch (part.kind) {
    case 'heading':
      return `<h${part.depth} id="${idOf(at)}" dir="auto">${escaped(part.text)}</h${part.depth}>`
    case 'facts':
      return `<p class="facts">${factsHtml(part.facts, language)}</p>`
    case 'guideline':
      return `<div class="guideline">\n${htmlOf(part.text, below)}\n</div>`
    case 'examples':
      return examplesHtml(part.examples, {below, language})
    case 'labels':
      return labelsHtml(part.labels, 0, {below, language})
  }
}

const factsHtml = (facts: CodebookLabel['facts'], language: Language): string => facts.map(fact => `<bdi>${escaped(language.tell(fact))}</bdi>`).join(' · ')

type Given = {readonly below: number; readonly language: Language}

/** Labels of one depth, each with those that are kinds of it. */
function labelsHtml(labels: readonly CodebookLabel[], depth: number, given: Given): string {
  const items: string[] = []
  for (let at = 0; at < labels.length; ) {
    const next = labels.findIndex((label, other) => other > at && label.depth <= depth)
    const end = next < 0 ? labels.length : next
    const [label, ...below] = labels.slice(at, end)
    if (label !== undefined) items.push(labelHtml(label, below.length === 0 ? '' : `\n${labelsHtml(below, depth + 1, given)}`, given))
    at = end
  }
  return `<ul class="labels">\n${items.join('\n')}\n</ul>`
}

function labelHtml({label, facts, guideline, examples = []}: CodebookLabel, kinds: string, given: Given): string {
  const said = guideline === undefined ? '' : `\n<div class="guideline">\n${htmlOf(guideline, given.below)}\n</div>`
  const head = `<div class="head"><b><bdi>${escaped(label)}</bdi></b> <span class="facts">(${factsHtml(facts, given.language)})</span></div>`
  return `<li>${head}${said}${examplesHtml(examples, given)}${kinds}</li>`
}

function examplesHtml(examples: readonly Example[], {below, language}: Given): string {
  if (examples.length === 0) return ''
  const line = (example: Example): string => {
    const place = placeOfExample(example)
    const where = place === undefined ? '' : ` <span class="facts">(<bdi>${escaped(language.tell(place))}</bdi>)</span>`
    const note = example.note === undefined ? '' : `\n<div class="guideline">\n${htmlOf(example.note, below)}\n</div>`
    const kind = escaped(language.tell(EXAMPLE_WORDS[example.kind]))
    return `<li class="${example.kind}"><span class="facts">${kind}:</span> <q><bdi>${escaped(example.quote)}</bdi></q>${where}${note}</li>`
  }
  return `<ul class="examples">\n${examples.map(line).join('\n')}\n</ul>`
}
