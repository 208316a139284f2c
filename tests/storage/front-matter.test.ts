import {describe, expect, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {articleId, guessTitle} from '../../src/core/article/article.ts'
import {frontMatter} from '../../src/storage/texts/front-matter.ts'
import {readArticle} from '../../src/storage/texts/import-files.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('[FM1] the front matter of a Markdown file', () => {
  test('gives title, outlet, author, date, address and language, and is no part of the text', () => {
    const read = readArticle(
      'ice.md',
      utf8(
        '---\ntitle: "Ice: it melts"\npublisher: {name: An-Nahar}\nauthors:\n  - Zoë\n  - name: Bob\ndate: 2025-02-04 09:30\nurl: https://example.org/ice\nlang: en\ntags: [ice]\n---\n\n# Another title\n\nIce melts.\n',
      ),
      null,
    )
    expect(read).toMatchObject({
      state: 'text',
      text: '# Another title\n\nIce melts.\n',
      id: articleId('# Another title\n\nIce melts.\n'),
      metadata: {
        title: 'Ice: it melts',
        outlet: 'An-Nahar',
        author: 'Zoë, Bob',
        published: '2025-02-04',
        url: 'https://example.org/ice',
        language: 'en',
        warnings: ['Its front matter was taken as its details and is not part of the text.'],
      },
    })
  })

  test('with an impossible date keeps the rest and says so', () => {
    expect(inEnglish(frontMatter('---\ntitle: Ice\ndate: 2025-02-30\n---\nIce.'))).toEqual({
      body: 'Ice.',
      details: {title: 'Ice'},
      notes: ['Its front matter gives “2025-02-30” as the date, which is none. Write it in the details of the article.'],
    })
  })

  test.each([
    ['two rules around a sentence', '---\nJust a sentence.\n---\nIce.'],
    ['no end', '---\ntitle: Ice\n\nIce melts.'],
    ['broken YAML', '---\ntitle: [Ice\n---\nIce.'],
    ['references that swell', `---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---\nIce.`],
  ])('is none with %s', (_what, text) => {
    expect(frontMatter(text)).toBeUndefined()
  })

  test('is looked for in Markdown only, and an address that is none is left out', () => {
    expect(readArticle('ice.txt', utf8('---\ntitle: Ice\n---\nMelts.\n'), null)).toMatchObject({text: '---\ntitle: Ice\n---\nMelts.\n'})
    expect(frontMatter('---\nurl: javascript:alert(1)\nsource: An-Nahar\n---\nIce.')?.details).toEqual({})
  })
})

test('[FM2] comments, heading marks, emphasis and links are no part of a title', () => {
  expect(guessTitle('<!-- exported\nby hand -->\n\n<!-- again -->\n## Ice melts ##\n\nSlowly.', 'a.md')).toBe('Ice melts')
  expect(guessTitle('<!-- never closed\nIce melts', 'a.md')).toBe('<!-- never closed')
  expect(guessTitle('#Ice', 'a.md')).toBe('Ice')
  expect(guessTitle('**Ice melts**\n', 'a.md')).toBe('Ice melts')
  expect(guessTitle('[Ice melts](https://example.org/ice)\n', 'a.md')).toBe('Ice melts')
  expect(guessTitle('Ice melts\n=========\n', 'a.md')).toBe('Ice melts')
  expect(guessTitle('C# and *how* it is used', 'a.md')).toBe('C# and *how* it is used')
})
