import {jsonValue} from '../core/json/json-text.ts'
import type {ArticleSource} from '../core/article/article-source.ts'
import {articleSourceShape, inSourceOrder, MOST_SOURCES, sourceId, sourceOf} from '../core/article/article-source.ts'
import {plainName} from '../core/person/name.ts'

/** Beside an article's entry each further source stands under a key of its own, so that two that are entered at once are both kept. */
export const SOURCE_PREFIX = 'source:'

/** Written in the place of a source that was taken out again. */
export const NO_SOURCE = '-'

/** The fields of an entry to write for sources that come and for those that go. */
export function sourceEdits(come: readonly ArticleSource[], go: readonly ArticleSource[]): {readonly [field: string]: string} {
  const keyOf = (source: ArticleSource): string => `${SOURCE_PREFIX}${sourceId(source)}`
  const entered = come.map(source => plain(sourceOf(source)))
  return {
    ...Object.fromEntries(go.map(source => [keyOf(source), NO_SOURCE])),
    ...Object.fromEntries(entered.map(source => [keyOf(source), JSON.stringify(source)])),
  }
}

/** The fields of an entry with its further sources gathered from those it began with and those that were written beside it. */
export function withSources(fields: unknown): unknown {
  if (typeof fields !== 'object' || fields === null) return fields
  const {otherSources, ...rest} = fields as {readonly [name: string]: unknown}
  const found = new Map<string, ArticleSource>()
  const enter = (written: unknown): void => {
    const source = articleSourceShape.safeParse(written).data
    if (source !== undefined && found.size < MOST_SOURCES) found.set(sourceId(source), plain(source))
  }
  if (Array.isArray(otherSources)) for (const source of otherSources) enter(source)
  for (const [name, written] of Object.entries(rest)) {
    if (!name.startsWith(SOURCE_PREFIX)) continue
    if (written === NO_SOURCE) found.delete(name.slice(SOURCE_PREFIX.length))
    else if (typeof written === 'string') enter(jsonValue(written))
  }
  if (found.size === 0) return rest
  return {...rest, otherSources: [...found.values()].sort(inSourceOrder)}
}

const plain = (source: ArticleSource): ArticleSource => ({
  ...source,
  ...(source.outlet !== undefined && {outlet: plainName(source.outlet)}),
  ...(source.author !== undefined && {author: plainName(source.author)}),
})
