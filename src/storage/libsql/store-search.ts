import * as z from 'zod'
import {indexTerms, indexWords} from '../search/search-words.ts'
import type {Database} from './database.ts'
import {textOf} from './database.ts'
import type {Page} from './pages.ts'
import {AT_ONCE, parsedLine, readTogether} from './pages.ts'

const titleLine = z.tuple([z.string(), z.string()])

/** Articles and the titles they were indexed under. */
export function readTitles(db: Database, from: number): Page<readonly [article: string, title: string]> {
  const last = Number(db.get('select max(id) as id from article_text')?.id ?? 0)
  const next = from + AT_ONCE
  const lines = readTogether(db, `select json_array(article, title) as line from article_text where id > ${from} and id <= ${next}`)
  return {found: lines.map(line => parsedLine(line, titleLine)).filter(line => line !== undefined), next: next < last ? next : undefined}
}

/** `words`: those of the text, where they are cut already. */
export type IndexedArticle = {readonly title: string; readonly text: string; readonly words?: readonly string[] | undefined}

export function writeArticleIndex(db: Database, article: string, {title, text, words = indexWords(text)}: IndexedArticle): void {
  const before = db.get('select id, title is ? and text is ? as same from article_text where article = ?', title, text, article)
  if (before?.same === 1) return
  if (typeof before?.id === 'number') db.run('delete from article_word where rowid = ?', before.id)
  db.run(
    'insert into article_text (article, title, text) values (?, ?, ?) on conflict (article) do update set title = excluded.title, text = excluded.text',
    article,
    title,
    text,
  )
  db.run(
    'insert into article_word (rowid, title, text) select id, ?, ? from article_text where article = ?',
    indexWords(title).join(' '),
    words.join(' '),
    article,
  )
}

/** Rows of the articles that fit, the best first. */
export function searchRows(db: Database, query: string): readonly number[] {
  const terms = indexTerms(query)
  if (terms.length === 0) return []
  const match = terms.map(ways => `(${ways.map(({tokens, open}) => `"${tokens.join(' ')}"${open ? ' *' : ''}`).join(' OR ')})`).join(' AND ')
  // A word of the title weighs as much as ten of the text.
  const found = db.all('select rowid from article_word where article_word match ? order by bm25(article_word, 10.0, 1.0), rowid limit 100', match)
  return found.map(({rowid}) => Number(rowid))
}

/** UTF-8 bytes of texts that are read at once, more only where one is longer. */
const TEXTS_AT_ONCE = 500_000

export type IndexedText = {readonly article: string; readonly text: string}

/** The texts of some of these rows, from the first on; `next`: how many of the rows that were. */
export function readTexts(db: Database, rows: readonly number[]): {readonly found: readonly IndexedText[]; readonly next: number} {
  const found: IndexedText[] = []
  let bytes = 0
  let next = 0
  for (; next < rows.length && bytes < TEXTS_AT_ONCE; next++) {
    const row = db.get('select cast(article as blob) as article, cast(text as blob) as text from article_text where id = ?', rows[next] as number)
    if (row === undefined) continue
    found.push({article: textOf(row.article), text: textOf(row.text)})
    bytes += row.text instanceof ArrayBuffer ? row.text.byteLength : 0
  }
  return {found, next}
}
