import {useState} from 'react'
import type {ArticleId, ArticleMetadata} from '../../core/article/article.ts'
import type {ArticleSource} from '../../core/article/article-source.ts'
import {sourceId, sourceOf} from '../../core/article/article-source.ts'
import {isWebAddress} from '../../core/article/web-address.ts'
import {sourceEdits} from '../../project/article-sources.ts'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {SelectField} from '../ui/select-field.tsx'
import {TextField} from '../ui/text-field.tsx'
import {hidesDetails} from '../state/hidden-words.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {languageTag} from '../../core/article/article-language.ts'
import {dateProblem, languageProblem} from './detail-problems.ts'
import {say} from '../ui/say.ts'

/** What is told of each source, and what is the article's own. */
type SourceDraft = {readonly outlet: string; readonly author: string; readonly published: string; readonly url: string}
type Draft = {readonly title: string; readonly language: string; readonly sources: readonly SourceDraft[]}

type FieldOf<Name> = {readonly name: Name; readonly label: string; readonly hint?: string; readonly problem: (text: string) => string | undefined}

const TITLE: FieldOf<'title'> = {name: 'title', label: say('Title'), problem: text => (text === '' ? say('Give the article a title.') : undefined)}
const LANGUAGE: FieldOf<'language'> = {
  name: 'language',
  label: say('Language'),
  hint: say('As en, ar or zh-Hans'),
  problem: languageProblem,
}
const SOURCE_FIELDS: readonly FieldOf<keyof SourceDraft>[] = [
  {name: 'outlet', label: say('Outlet'), problem: () => undefined},
  {name: 'author', label: say('Author'), problem: () => undefined},
  {name: 'published', label: say('Published'), hint: say('As 2025-02-04'), problem: dateProblem},
  {
    name: 'url',
    label: say('Web address'),
    hint: 'https://…',
    problem: text => (text === '' || isAddress(text) ? undefined : say('Write the whole address, starting with https:// or http://.')),
  },
]

/** What is known about an article beside its text, and where that appeared. The text itself is never edited. */
export function MetadataDialog({article, onClose}: {readonly article: ArticleId; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const entry = workspace.project.articles.get(article)
  const [before] = useState<readonly ArticleSource[]>(() => (entry === undefined ? [] : [sourceOf(entry), ...(entry.otherSources ?? [])]))
  const [opened] = useState<Draft>(() => ({title: entry?.title ?? '', language: entry?.language ?? '', sources: before.map(sourceDraft)}))
  const [draft, setDraft] = useState(opened)
  const [shown, setShown] = useState(0)
  const [tried, setTried] = useState(false)
  const problemOf = <Name extends string>(field: FieldOf<Name>, text: string): string | undefined => (tried ? field.problem(text.trim()) : undefined)
  const save = (): void => {
    setTried(true)
    const wrong = draft.sources.findIndex(source => SOURCE_FIELDS.some(field => field.problem(source[field.name].trim()) !== undefined))
    if (wrong !== -1) setShown(wrong)
    if (wrong !== -1 || TITLE.problem(draft.title.trim()) !== undefined || LANGUAGE.problem(draft.language.trim()) !== undefined) return
    workspace.project.transact(() => workspace.project.articles.patch(article, changedFields(draft, opened, before)))
    onClose()
  }
  const setSource = (change: Partial<SourceDraft>): void =>
    setDraft(now => ({...now, sources: now.sources.map((source, at) => (at === shown ? {...source, ...change} : source))}))
  const source = draft.sources[shown]
  if (hidesDetails(workspace, article)) return <HiddenDetails onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Article details')}
      description={
        entry === undefined
          ? say('This article is not in the project any more.')
          : say('Imported from {source}', {source: before[shown]?.sourceName ?? entry.sourceName})
      }
      actions={
        <>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button variant="primary" onClick={save} disabled={entry === undefined}>
            {say('Save details')}
          </Button>
        </>
      }
    >
      <form
        className="dialog-form"
        onSubmit={event => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          label={TITLE.label}
          value={draft.title}
          {...withProblem(problemOf(TITLE, draft.title))}
          onInput={title => setDraft(now => ({...now, title}))}
        />
        {before.length > 1 && (
          <SelectField
            label={say('Source ({sources, plural, other {# have this text}})', {sources: before.length})}
            choices={before.map((each, at) => ({value: String(at), label: each.outlet ?? each.sourceName}))}
            value={String(shown)}
            onChange={value => setShown(Number(value))}
          />
        )}
        {source !== undefined &&
          SOURCE_FIELDS.map(field => (
            <TextField
              key={field.name}
              label={field.label}
              {...(field.hint !== undefined && {hint: field.hint})}
              {...withProblem(problemOf(field, source[field.name]))}
              value={source[field.name]}
              onInput={text => setSource({[field.name]: text})}
            />
          ))}
        <TextField
          label={LANGUAGE.label}
          {...(LANGUAGE.hint !== undefined && {hint: LANGUAGE.hint})}
          {...withProblem(problemOf(LANGUAGE, draft.language))}
          value={draft.language}
          onInput={language => setDraft(now => ({...now, language}))}
        />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

/** What she does not see she does not edit: it would take the place of what stands there. */
const HiddenDetails = ({onClose}: {readonly onClose: () => void}) => (
  <Dialog
    open
    onClose={onClose}
    title={say('Article details')}
    description={say(
      'A round hides details of this article from you until it is opened, so you cannot edit them now. Whoever runs the project and is none of its annotators can.',
    )}
    actions={<Button onClick={onClose}>{say('Close')}</Button>}
  />
)

const withProblem = (problem: string | undefined): {readonly problem?: string} => (problem === undefined ? {} : {problem})

const sourceDraft = ({outlet = '', author = '', published = '', url = ''}: ArticleSource): SourceDraft => ({outlet, author, published, url})

/** Only what was changed: what a colleague changed meanwhile stays. */
function changedFields({title, language, sources}: Draft, opened: Draft, before: readonly ArticleSource[]): Partial<ArticleMetadata> {
  const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())
  const [first, ...others] = sources
  const named = ({outlet, author, published, url}: SourceDraft) => ({
    outlet: given(outlet),
    author: given(author),
    published: given(published),
    url: given(url),
  })
  const now = others.map((source, at) => sourceOf({...named(source), sourceName: before[at + 1]?.sourceName ?? ''} as ArticleSource))
  const come = now.filter(source => !before.slice(1).some(each => sourceId(each) === sourceId(source)))
  const go = before.slice(1).filter(source => !now.some(each => sourceId(each) === sourceId(source)))
  const changed = <Of extends object>(fields: Of, from: Partial<Of>): Partial<Of> =>
    Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== from[name as keyof Of])) as Partial<Of>
  return {
    ...changed(
      {title: title.trim(), language: language === opened.language ? given(language) : languageTag(language.trim())},
      {title: opened.title, language: given(opened.language)},
    ),
    ...changed(first === undefined ? {} : named(first), opened.sources[0] === undefined ? {} : named(opened.sources[0])),
    ...sourceEdits(come, go),
  } as Partial<ArticleMetadata>
}

const isAddress = (text: string): boolean => isWebAddress(text) && URL.canParse(text)
