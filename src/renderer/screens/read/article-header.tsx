import type {ArticleEntry} from '../../../core/article/article.ts'
import {spokenIn} from '../../../core/article/language.ts'
import {plainName} from '../../../core/person/name.ts'
import {isWebAddress} from '../../../core/article/web-address.ts'
import {publishedDay} from '../../ui/moment.ts'
import {say} from '../../ui/say.ts'
import './article-header.css'

/** Title and what is known about the article, above its text. */
export function ArticleHeader({entry, furniture}: {readonly entry: ArticleEntry; readonly furniture: number}) {
  const facts = [
    entry.outlet,
    entry.author,
    entry.published && publishedDay(entry.published),
    entry.otherSources === undefined ? undefined : `also in ${[...new Set(entry.otherSources.map(({outlet, sourceName}) => outlet ?? sourceName))].join(', ')}`,
    `${entry.words.toLocaleString()} words`,
    furniture > 0 ? `${furniture} ${furniture === 1 ? 'line looks' : 'lines look'} like page furniture` : undefined,
  ].filter(fact => fact !== undefined)
  return (
    <header className="article-header">
      <h1 {...spokenIn(entry.language)}>{entry.title}</h1>
      <p>
        {facts.map(fact => (
          <span key={fact}>
            <bdi>{fact}</bdi>
          </span>
        ))}
        {entry.url !== undefined &&
          (isWebAddress(entry.url) ? (
            <a href={entry.url} target="_blank" rel="noreferrer">
              {hostOf(entry.url)}
            </a>
          ) : (
            <span>
              <bdi>{plainName(entry.url)}</bdi>
            </span>
          ))}
      </p>
      {entry.warnings.length > 0 && (
        <details className="article-warnings">
          <summary>{say('{length} {length, plural, one {note} other {notes}} from the import', {length: entry.warnings.length})}</summary>
          <ul>
            {entry.warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      )}
    </header>
  )
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname
  } catch {
    return url
  }
}
