import type {AnnotatorId} from '../annotation/annotation.ts'
import type {ArticleEntry, ArticleId} from '../article/article.ts'
import type {ArticleSource} from '../article/article-source.ts'
import {sourceOf} from '../article/article-source.ts'
import {masked} from '../text/masked.ts'
import {closedOn, isAnnotatorIn} from './blindness.ts'
import type {HiddenDetail, Round} from './round.ts'

/** What of an article’s details a person is not shown: what the closed rounds hide that it is in, and that she annotates in. */
export function hiddenFrom(rounds: readonly Round[], person: AnnotatorId, article: ArticleId): ReadonlySet<HiddenDetail> {
  if (!rounds.some(({hide}) => hide !== undefined)) return NOTHING
  const hiding = closedOn(rounds, article).filter(round => isAnnotatorIn(round, person))
  return new Set(hiding.flatMap(({hide = []}) => hide))
}

const NOTHING: ReadonlySet<HiddenDetail> = new Set()

/**
 * An article as it is shown to somebody from whom this is hidden: without these details, and with what they say masked in its title, file name, story and notes. Where the outlet is hidden
 * so is the address, which names it, and where else the text appeared.
 */
export function shownArticle(article: ArticleEntry, hide: ReadonlySet<HiddenDetail>): ArticleEntry {
  if (hide.size === 0) return article
  const without = new Set<HiddenDetail>([...hide, ...(hide.has('outlet') ? (['url'] as const) : [])])
  const {otherSources = []} = article
  const names = [article, ...otherSources].flatMap(source => namesIn(source, without))
  const mask = (text: string): string => masked(text, names)
  const shown = ({sourceName, ...source}: ArticleSource): ArticleSource => ({
    ...Object.fromEntries(Object.entries(source).filter(([detail]) => !without.has(detail as HiddenDetail))),
    sourceName: mask(sourceName),
  })
  const {outlet: _outlet, author: _author, published: _published, url: _url, story, otherSources: _others, ...rest} = article
  return {
    ...rest,
    ...shown(sourceOf(article)),
    title: mask(article.title),
    ...(story !== undefined && {story: mask(story)}),
    warnings: article.warnings.map(mask),
    ...(otherSources.length > 0 && !hide.has('outlet') && {otherSources: otherSources.map(shown)}),
  }
}

/** What a detail is called where it is told in words: an outlet also by the host of its address, authors each by themselves. */
function namesIn({outlet = '', author = '', published = '', url = ''}: ArticleSource, hide: ReadonlySet<HiddenDetail>): readonly string[] {
  return [
    ...(hide.has('outlet') ? [outlet] : []),
    ...(hide.has('author') ? [author, ...author.split(/[,;/&،؛、]/u)] : []),
    ...(hide.has('published') ? [published, published.slice(0, 10)] : []),
    ...(hide.has('url') ? [url, hostOf(url)] : []),
  ].filter(name => name.trim() !== '')
}

/** Without the `www.` that nobody says. */
const hostOf = (url: string): string => /^[a-z]+:\/\/(?:[^/@]*@)?(?:www\.)?([^/:?#]+)/iu.exec(url)?.[1] ?? ''
