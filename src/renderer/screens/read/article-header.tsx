import type {ArticleEntry} from '../../../core/article/article.ts'
import {importNote} from '../../../core/article/import-note.ts'
import {spokenIn} from '../../../core/article/article-language.ts'
import {plainName} from '../../../core/person/name.ts'
import {isWebAddress} from '../../../core/article/web-address.ts'
import {hiddenWords} from '../../state/hidden-words.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {publishedDay} from '../../ui/moment.ts'
import {say, tell} from '../../ui/say.ts'
import './article-header.css'

/** Title and what is known about the article, above its text. */
export function ArticleHeader({entry, furniture}: {readonly entry: ArticleEntry; readonly furniture: number}) {
  const workspace = useWorkspace('project', 'session')
  const facts = [
    entry.outlet,
    entry.author,
    entry.published && publishedDay(entry.published),
    entry.otherSources === undefined
      ? undefined
      : say('also in {outlets}', {outlets: [...new Set(entry.otherSources.map(({outlet, sourceName}) => outlet ?? sourceName))].join(', ')}),
    say('{words, plural, other {# words}}', {words: entry.words}),
    hiddenWords(workspace, entry.id),
    furniture > 0 ? say('{lines, plural, one {# line looks} other {# lines look}} like page furniture', {lines: furniture}) : undefined,
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
          <summary>{say('{notes, plural, one {# note} other {# notes}} from the import', {notes: entry.warnings.length})}</summary>
          <ul>
            {entry.warnings.map(warning => (
              <li key={warning}>{tell(importNote(warning))}</li>
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
