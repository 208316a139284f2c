import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {htmlOf} from '../../src/core/markdown/in-html.ts'
import {isLinkAddress} from '../../src/core/markdown/link-address.ts'
import type {Block, Words} from '../../src/core/markdown/markdown.ts'
import {markdown} from '../../src/core/markdown/markdown.ts'
import {plainWordsOf} from '../../src/core/markdown/plain-words.ts'

const text = (words: string): Words => ({kind: 'text', text: words})
const paragraph = (...words: readonly Words[]): Block => ({kind: 'paragraph', words})

describe('what somebody writes as a guideline', () => {
  test('is read with its marks: emphasis, lists, headings, quotes, words as they are, lines', () => {
    expect(markdown('# Wann 🧊\n\nOnly *what is* **said**, `x < y`.\n\n3. שלום\n4. b\n   - c\n\n> Zoë\n\n---\n\n```\n<b>\n```')).toEqual([
      {kind: 'heading', depth: 1, words: [text('Wann 🧊')]},
      paragraph(
        text('Only '),
        {kind: 'emphasis', words: [text('what is')]},
        text(' '),
        {kind: 'strong', words: [text('said')]},
        text(', '),
        {kind: 'code', text: 'x < y'},
        text('.'),
      ),
      {kind: 'list', first: 3, items: [[paragraph(text('שלום'))], [paragraph(text('b')), {kind: 'list', items: [[paragraph(text('c'))]]}]]},
      {kind: 'quote', blocks: [paragraph(text('Zoë'))]},
      {kind: 'line'},
      {kind: 'code', text: '<b>'},
    ])
  })

  test('has headings without gaps, whatever depth somebody began with', () => {
    const depths = markdown('## a\n\n#### b\n\n# c\n\n#### d').map(each => (each.kind === 'heading' ? each.depth : undefined))
    expect(depths).toEqual([1, 2, 1, 2])
  })

  test('keeps its line breaks, and an indented line is no code', () => {
    expect(markdown('one\ntwo  \nthree\r\nfour')).toEqual([
      paragraph(text('one'), {kind: 'break'}, text('two'), {kind: 'break'}, text('three'), {kind: 'break'}, text('four')),
    ])
    expect(markdown('    indented\n\n[a]: https://example.org')).toEqual([paragraph(text('indented')), paragraph(text('[a]: https://example.org'))])
  })

  test('holds no HTML: it stands there as it was written', () => {
    expect(markdown('<script>alert(1)</script>\n\na <b onclick="x">c</b> &lt;i&gt; &#0;')).toEqual([
      paragraph(text('<script>alert(1)</script>')),
      paragraph(text('a <b onclick="x">c</b> <i> \ufffd')),
    ])
  })

  test('leads only to web pages and to people one can write to; a picture is a link to it', () => {
    const [block] = markdown(
      '[a](https://example.org) ![سهم](http://example.org/x.png) [b](javascript:alert(1)) <mailto:zoe@example.org> ![](data:image/png,x)',
    )
    expect(block).toEqual(
      paragraph(
        {kind: 'link', address: 'https://example.org', words: [text('a')]},
        text(' '),
        {kind: 'link', address: 'http://example.org/x.png', words: [text('سهم')]},
        text(' '),
        text('b'),
        text(' '),
        {kind: 'link', address: 'mailto:zoe@example.org', words: [text('mailto:zoe@example.org')]},
        text(' '),
        text('data:image/png,x'),
      ),
    )
    const refused = [
      'JaVaScript:alert(1)',
      'vbscript:x',
      'file:///etc/passwd',
      '//example.org',
      '/x',
      '#a',
      'mailto:a@b.org?attach=/etc/passwd',
      'mailto:',
      'ms-msdt:/id',
      'https:',
    ]
    expect(refused.filter(isLinkAddress)).toEqual([])
  })

  test('is shown as it was written where it is longer, deeper or fuller of signs than any guideline', () => {
    const many = '*'.repeat(9_000)
    expect(markdown(`${many}a${many}`)).toEqual([paragraph(text(`${many}a${many}`))])
    expect(markdown(`${'a '.repeat(11_000)}\n\n*b*`).at(-1)).toEqual(paragraph(text('*b*')))
    const deep = JSON.stringify(markdown(`${'> '.repeat(300)}the end`))
    expect(deep).toContain('the end')
    expect(deep.split('"quote"').length).toBeLessThan(30)
  })

  test('whatever it is, it is read, and its page holds no tag but ours', () => {
    const pieces = fc.constantFrom(
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '&',
      '!',
      '#',
      '-',
      '\n',
      '\n\n',
      ' ',
      '1. ',
      'a',
      'س',
      '\u202e',
      '🧊',
      'javascript:',
      'https://a.b',
      '"',
      "'",
      '\\',
      '\u0000',
    )
    const ours =
      /<(?:\/?(?:p|h[1-6]|ul|ol|li|blockquote|pre|code|strong|em|a)|hr|br)(?: (?:dir="auto"(?: start="\d+")?|href="(?:https?:\/\/|mailto:)[^"<>]*" rel="noreferrer"))?>/g
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 200}), given => {
        const html = htmlOf(given.join(''), 1)
        expect(html.replaceAll(ours, '')).not.toMatch(/[<>]/)
      }),
    )
  })

  test('is found by its words, without its signs', () => {
    expect(plainWordsOf('## Wenn\n\n- *Zoë* sagt [„ja“](https://example.org)\n- b\n\n> c')).toBe('Wenn\nZoë sagt „ja“\nb\nc')
  })
})
