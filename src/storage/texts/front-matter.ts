import {parse} from 'yaml'
import {plainName} from '../../core/person/name.ts'
import {languageTag} from '../../core/article/article-language.ts'
import {NOTES} from '../../core/article/import-note.ts'
import {isPublishedDate} from '../../core/article/published-date.ts'
import {isWebAddress} from '../../core/article/web-address.ts'

/** What the head of a Markdown file says about the article, and the text behind it. `notes`: what of it could not be taken. */
export type FrontMatter = {
  readonly body: string
  readonly details: {readonly [K in Detail]?: string}
  readonly notes: readonly string[]
}

type Detail = 'title' | 'outlet' | 'author' | 'published' | 'url' | 'language'

/** The names under which programs write them, the most telling first. */
const NAMES: {readonly [K in Detail]: readonly string[]} = {
  title: ['title', 'headline'],
  outlet: ['outlet', 'publication', 'publisher', 'newspaper', 'site', 'site_name', 'sitename'],
  author: ['author', 'authors', 'byline', 'creator'],
  published: ['published', 'date', 'date_published', 'datepublished', 'publish_date', 'published_time', 'pubdate'],
  url: ['url', 'source_url', 'canonical_url', 'link', 'source'],
  language: ['language', 'lang'],
}

/** What is taken in one form only, and what of it is none. */
const WRITTEN: {readonly [K in Detail]?: (written: string) => string | undefined} = {published: dayOf, language: languageTag, url: written => written}

const FENCED = /^---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/s
/** UTF-16 units; a longer one is no head of an article. */
const LONGEST = 64 * 1024

/** The front matter (YAML between two lines of three hyphens) of a text in normal form; `undefined` where there is none. */
export function frontMatter(text: string): FrontMatter | undefined {
  const [head, yaml = ''] = FENCED.exec(text.slice(0, LONGEST)) ?? []
  if (head === undefined) return undefined
  const fields = fieldsOf(yaml)
  if (fields === undefined) return undefined
  const notes: string[] = []
  const details: {[K in Detail]?: string} = {}
  for (const detail of Object.keys(NAMES) as Detail[]) {
    const written = NAMES[detail].map(name => fields.get(name)).find(value => value !== undefined && (detail !== 'url' || isWebAddress(value)))
    if (written === undefined) continue
    const value = (WRITTEN[detail] ?? plainName)(written)
    if (value === undefined) notes.push(`${(detail === 'language' ? NOTES.noLanguage : NOTES.noDate)(written)}`)
    else if (value !== '') details[detail] = value
  }
  return {body: text.slice(head.length).replace(/^\n+/, ''), details, notes}
}

/** A time is told as its day, as it is written there. */
function dayOf(written: string): string | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}/.exec(written)?.[1] ?? written
  return isPublishedDate(day) ? day : undefined
}

/** Fields by their names in small letters, all as texts; lists with commas between. `undefined` for what is no YAML of fields. */
function fieldsOf(yaml: string): ReadonlyMap<string, string> | undefined {
  try {
    // As texts only, and without references: the file is somebody else's.
    const read: unknown = parse(yaml, {schema: 'failsafe', maxAliasCount: 0, logLevel: 'error'})
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined
    return new Map(
      Object.entries(read).flatMap(([name, value]) => (textOf(value) === '' ? [] : [[name.toLowerCase().replaceAll('-', '_'), textOf(value)] as const])),
    )
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (!Array.isArray(value)) return nameOf(value)
  return value
    .map(each => (typeof each === 'string' ? each.trim() : nameOf(each)))
    .filter(each => each !== '')
    .join(', ')
}

/** Authors and publishers are often written as `{name: …}`. */
const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' ? value.name.trim() : ''
