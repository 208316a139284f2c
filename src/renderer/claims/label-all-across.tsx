import {useMemo, useState} from 'react'
import {spokenIn} from '../../core/article/article-language.ts'
import type {WordsInArticle} from '../../ipc/same-words-api.ts'
import {CheckTree} from '../ui/check-tree.tsx'
import {Progress} from '../ui/progress.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import type {AcrossRow} from './across-choice.ts'
import {acrossRows, leftAfter} from './across-choice.ts'
import {say} from '../ui/say.ts'
import './label-all-across.css'
import type {WordsAcross} from './words-across.ts'
import {MOST_ACROSS} from './words-across.ts'
import {WordsAround} from './words-around.tsx'

type Props = {
  readonly found: WordsAcross
  readonly onStop: () => void
  readonly left: ReadonlySet<string>
  readonly onLeft: (left: ReadonlySet<string>) => void
}

/** The articles that say the words, with how often; each opens to the places in it. */
export function LabelAllAcross({found, onStop, left, onLeft}: Props) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => acrossRows(found.articles, left, expanded), [found.articles, left, expanded])
  const {state, looked, of, unread, problem} = found
  const notes = [
    state === 'full' ? say('The first {places, number} places are shown. Label them, then look for more.', {places: MOST_ACROSS}) : undefined,
    state === 'stopped'
      ? [
          say('Only {looked, number} of {articles, plural, one {# article} other {# articles}} were looked through.', {looked, articles: of}),
          problem ?? '',
        ].join(' ')
      : undefined,
    unread > 0 ? say('{texts, plural, one {# text} other {# texts}} could not be read.', {texts: unread}) : undefined,
  ].filter(note => note !== undefined)
  return (
    <>
      {state === 'looking' && (
        <Progress
          label={say('Looking through the articles')}
          {...(of > 0 && {value: looked, max: of, detail: say('{looked, number} of {of, number}', {looked, of})})}
          onCancel={onStop}
        />
      )}
      {notes.map(note => (
        <p key={note} className="label-all-note">
          {note}
        </p>
      ))}
      <p className="label-all-note" role="status">
        {state === 'looking' || (state === 'stopped' && found.articles.length === 0) ? '' : totalWords(found.articles)}
      </p>
      {rows.length > 0 && (
        <div className="label-all-tree">
          <CheckTree
            label={say('Articles with mentions to label')}
            rows={rows}
            estimate={44}
            onCheck={(row, checked) => onLeft(leftAfter(left, row, checked))}
            onExpand={({words: {article}}, open) => setExpanded(before => new Set(open ? [...before, article] : [...before].filter(id => id !== article)))}
            renderRow={row => <Row row={row} />}
          />
        </div>
      )}
    </>
  )
}

function totalWords(articles: readonly WordsInArticle[]): string {
  const sum = (of: (words: WordsInArticle) => number): number => articles.reduce((all, each) => all + of(each), 0)
  const places = sum(each => each.places.length)
  const labelled = sum(each => each.labelled)
  const already = labelled === 0 ? [] : [say('{mentions, plural, one {# mention is} other {# mentions are}} labelled already.', {mentions: labelled})]
  const toLabel =
    places === 0
      ? say('There is no other place with these words that is not labelled already.')
      : say(
          '{mentions, plural, =0 {No mentions} one {# mention} other {# mentions}} in {articles, plural, =0 {no articles} one {# article} other {# articles}}.',
          {
            mentions: places,
            articles: articles.filter(each => each.places.length > 0).length,
          },
        )
  return [toLabel, ...already].join(' ')
}

function Row({row: {words, place}}: {readonly row: AcrossRow}) {
  const {project} = useWorkspace()
  const language = project.articles.get(words.article)?.language
  return place === undefined ? <ArticleRow words={words} /> : <WordsAround {...place} language={language} begins={place.start === place.before.length} />
}

function ArticleRow({words: {article, places, labelled, rights}}: {readonly words: WordsInArticle}) {
  const workspace = useWorkspace()
  const entry = workspace.project.articles.get(article)
  const about = [entry?.outlet, entry?.published, article === workspace.view.get().article ? say('this article') : undefined, CLOSED[rights]]
  return (
    <span className="label-all-article">
      <span className="label-all-title" {...(entry === undefined ? {} : spokenIn(entry.language))}>
        {entry?.title ?? say('An article that was taken out')}
      </span>
      <span className="label-all-count">
        {[
          places.length > 0 ? say('{mentions, plural, =0 {no mentions} one {# mention} other {# mentions}}', {mentions: places.length}) : undefined,
          labelled > 0 ? say('{mentions, plural, other {# labelled already}}', {mentions: labelled}) : undefined,
        ]
          .filter(part => part !== undefined)
          .join(', ')}
      </span>
      <span className="label-all-about" dir="auto">
        {about.filter(part => part !== undefined).join(' · ')}
      </span>
    </span>
  )
}

const CLOSED: Readonly<Record<WordsInArticle['rights'], string | undefined>> = {
  write: undefined,
  read: say('You may read its annotations, not change them.'),
  none: say('It is closed to you while the round runs.'),
}
