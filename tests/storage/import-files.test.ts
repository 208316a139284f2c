import {mkdir, symlink, truncate, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {articleId} from '../../src/core/article/article.ts'
import {readArticle, readFileBytes, readFolder} from '../../src/storage/texts/import-files.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {temporaryFolder} from './temporary.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

test('[IM1] a file becomes an article with its hash, a title from its first words and what was changed', () => {
  expect(readArticle('2025/ice.txt', utf8('\uFEFF\r\n# Sea ice melts\r\n\r\nFaster.'), null)).toEqual({
    state: 'text',
    id: articleId('\n# Sea ice melts\n\nFaster.'),
    alike: ['', '\n', '\n\n'].map(end => articleId(`\n# Sea ice melts\n\nFaster.${end}`)),
    text: '\n# Sea ice melts\n\nFaster.',
    metadata: {title: 'Sea ice melts', sourceName: '2025/ice.txt', warnings: ['A byte order mark was removed.', 'Line ends (CRLF) were changed to LF.']},
    words: 4,
    length: 25,
  })
})

test('[IM1] a dataset among articles is refused with the way that takes it', () => {
  for (const name of ['和平.json', 'Peace.JSON'])
    expect(inEnglish(readArticle(name, utf8('{}'), null))).toEqual({state: 'refused', reason: expect.stringContaining('“Import dataset…”')})
  expect(inEnglish(readArticle('peace.pdf', utf8('%PDF'), null))).toEqual({state: 'refused', reason: expect.stringContaining('.txt or .md')})
})

test('[IM1] the same text in another encoding and with other line ends is the same article', () => {
  const ids = [
    readArticle('a.txt', utf8(MIXED_TEXT), null),
    readArticle('b.TXT', utf8(MIXED_TEXT.normalize('NFD').replaceAll('\n', '\r\n')), null),
    readArticle('c.md', Buffer.from(`\uFEFF${MIXED_TEXT}`, 'utf16le'), 'utf-16le'),
  ].map(read => (read.state === 'text' ? read.id : read.state))
  expect(new Set(ids)).toEqual(new Set([articleId(MIXED_TEXT)]))
})

test('[IM2] a converted text says what it was converted from; an unconfirmed one is offered', () => {
  const bytes = Buffer.from('Voil\u00e0, l\u00e0-bas.', 'latin1')
  expect(readArticle('a.txt', bytes, null)).toMatchObject({
    state: 'offered',
    offer: {readings: expect.arrayContaining([{encoding: 'windows-1252', declared: false, words: ['Voilà, là-bas.']}])},
  })
  expect(readArticle('a.txt', bytes, 'windows-1252')).toMatchObject({state: 'text', metadata: {warnings: ['It was converted from windows-1252.']}})
  expect(readArticle('a.txt', Buffer.from('\uFEFFقال الوزير 📰.', 'utf16le'), null)).toMatchObject({
    state: 'text',
    metadata: {warnings: ['It was converted from utf-16le.', 'A byte order mark was removed.']},
  })
})

test('[IM3] other kinds of files are refused by their names, and undecodable ones by their bytes', () => {
  for (const name of ['talks.docx', 'talks.pdf', 'talks', 'txt', 'talks.txt.exe']) {
    expect(inEnglish(readArticle(name, utf8('Talks go on.'), null))).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/^Articles are \.txt or \.md files\./),
    })
  }
  expect(inEnglish(readArticle('talks.txt', utf8('%PDF-1.4'), null))).toMatchObject({state: 'refused', reason: expect.stringContaining('a PDF document')})
})

test('[IM4] a folder gives its texts by name, those in folders too, hidden ones and loops left out', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'b', 'deep'), {recursive: true})
  await mkdir(join(folder, '.git'))
  for (const name of ['z.txt', 'a.MD', 'notes.docx', '.hidden.txt', '.git/x.txt', 'b/мир.txt', 'b/deep/和平.md']) await writeFile(join(folder, name), 'x')
  await symlink(folder, join(folder, 'b', 'loop'))
  await symlink(join(folder, 'nowhere'), join(folder, 'broken.txt'))
  const found = await readFolder(folder)
  if (!found.ok) throw new Error(`${found.error}`)
  expect(found.value.files.map(({name}) => name)).toEqual(['a.MD', 'b/deep/和平.md', 'b/мир.txt', 'z.txt'])
  expect(found.value.files[3]?.path).toBe(join(folder, 'z.txt'))
  expect(inEnglish(await readFolder(join(folder, 'nowhere')))).toMatchObject({ok: false, error: expect.stringContaining('is not there')})
})

test('[IM5] a file that is gone, a folder or far too large is refused without being read', async () => {
  const folder = await temporaryFolder()
  const large = join(folder, 'large.txt')
  await writeFile(large, '')
  await truncate(large, 3 * 1024 ** 3)
  expect(inEnglish(await readFileBytes(large))).toMatchObject({
    ok: false,
    error: 'It is 3,072 MB large; a text of up to 5 MB can be an article. Split it into one file per article.',
  })
  expect(inEnglish(await readFileBytes(folder))).toMatchObject({ok: false, error: 'It is a folder, not a file.'})
  expect(inEnglish(await readFileBytes(join(folder, 'gone.txt')))).toMatchObject({ok: false, error: expect.stringContaining('is not there')})
})
