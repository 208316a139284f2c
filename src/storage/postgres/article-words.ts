import {createHash} from 'node:crypto'
import type {SearchHit} from '../search/article-search.ts'
import type {WantedWords} from '../../core/text/search-terms.ts'
import {searchTerms} from '../../core/text/search-terms.ts'
import {indexTerms, indexWords, searchSnippet, WORDS_VERSION} from '../search/search-words.ts'
import type {Query} from './connection.ts'

/** PostgreSQL keeps no positions beyond this one, and at most 256 of a word: words of several characters in a script without spaces are found in what comes before. */
const LAST_POSITION = 16_383
const MOST_POSITIONS = 256
/** Bytes of all different words of one text; PostgreSQL takes a little more than a million. */
const MOST_BYTES = 900_000
const LONGEST_WORD = 500
/** Begins the digest of what was cut into words by the present rule. */
const CUT_NOW = `${WORDS_VERSION}:`

/** The tokens of the embedded store, so that both find the same. A word of the title weighs as much as ten of the text. */
function wordsOf(title: string, text: string): string {
  const places = new Map<string, string[]>()
  let bytes = 0
  const add = (token: string, position: number, weight: string): void => {
    if (token.length > LONGEST_WORD) return
    const known = places.get(token)
    if (known === undefined) {
      bytes += Buffer.byteLength(token) + 8
      if (bytes > MOST_BYTES) return
    }
    const at = known ?? []
    places.set(token, at)
    bytes += 2
    if (position <= LAST_POSITION && at.length < MOST_POSITIONS && bytes <= MOST_BYTES) at.push(`${position}${weight}`)
  }
  const titleTokens = indexWords(title)
  for (const [i, token] of titleTokens.entries()) add(token, i + 1, 'A')
  // One place is left free, so that no phrase reaches from the title into the text.
  for (const [i, token] of indexWords(text).entries()) add(token, titleTokens.length + i + 2, '')
  return [...places].map(([token, at]) => `'${token}'${at.length === 0 ? '' : `:${at.join(',')}`}`).join(' ')
}

/** Writes nothing when the article is there with this title and text: each hub offers all of them when it starts. */
export async function writeArticle(query: Query, project: string, article: string, title: string, text: string): Promise<void> {
  const digest = `${CUT_NOW}${createHash('sha256').update(`${title}\0${text}`).digest('hex')}`
  const same = await query('select 1 from claimlight.article_words where project = $1 and article = $2 and digest = $3', [project, article, digest])
  if (same.length > 0) return
  await query(
    `insert into claimlight.article_words (project, article, title, text, digest, words) values ($1, $2, $3, $4, $5, $6::tsvector)
     on conflict (project, article) do update set title = excluded.title, text = excluded.text, digest = excluded.digest, words = excluded.words`,
    [project, article, plain(title), plain(text), digest, wordsOf(title, text)],
  )
}

/** Those whose words were cut as they are now; the others are to be written anew. */
export async function readTitles(query: Query, project: string): Promise<ReadonlyMap<string, string>> {
  const rows = await query('select article, title from claimlight.article_words where project = $1 and starts_with(digest, $2)', [project, CUT_NOW])
  return new Map(rows.map(({article, title}) => [String(article), String(title)]))
}

export async function searchWords(query: Query, project: string, wanted: string): Promise<readonly SearchHit[]> {
  const terms = indexTerms(wanted)
  if (terms.length === 0) return []
  const found = await query(
    `select article, text from claimlight.article_words where project = $1 and words @@ $2::tsquery
     order by ts_rank('{0.1, 0.1, 0.1, 1}', words, $2::tsquery) desc, article limit 100`,
    [project, terms.map(ways => `(${ways.map(phrase).join(' | ')})`).join(' & ')],
  )
  const shown = searchTerms(wanted)
  return found.map(({article, text}) => ({article: String(article), ...searchSnippet(String(text), shown)}))
}

const phrase = ({tokens, open}: WantedWords): string =>
  `(${tokens.map((token, i) => `'${token}'${open && i === tokens.length - 1 ? ':*' : ''}`).join(' <-> ')})`

/** A text column of PostgreSQL cannot hold U+0000. */
const plain = (text: string): string => text.replaceAll('\0', ' ')
