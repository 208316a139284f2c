import type {CodebookLabel, CodebookPart} from './codebook.ts'

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
    case 'labels':
      return part.labels.map(markdownLabel).join('\n')
  }
}

function markdownLabel({label, value, key, guideline, depth}: CodebookLabel): string {
  const indent = '  '.repeat(depth)
  const said =
    guideline
      ?.trim()
      .split('\n')
      .map(line => `\n${line === '' ? '' : `${indent}  ${line}`}`)
      .join('') ?? ''
  return `${indent}- **${plain(label)}** (${[value, ...(key === undefined ? [] : [`key ${key}`])].map(plain).join('; ')})${said}`
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
    case 'labels':
      return `<ul>\n${part.labels.map(pageLabel).join('\n')}\n</ul>`
  }
}

function pageLabel({label, value, key, guideline, depth}: CodebookLabel): string {
  const facts = [value, ...(key === undefined ? [] : [`key ${key}`])].map(fact => `<bdi>${escaped(fact)}</bdi>`).join('; ')
  const said = guideline === undefined ? '' : `<div class="guideline" dir="auto">${escaped(guideline.trim())}</div>`
  return `<li style="margin-inline-start: ${depth * 1.5}rem"><b><bdi>${escaped(label)}</bdi></b> <span class="facts">(${facts})</span>${said}</li>`
}

const SIGNS: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, sign => SIGNS[sign] ?? sign)
