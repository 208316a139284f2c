import {useState} from 'react'
import type {ArticleId, ArticleMetadata} from '../../core/article.ts'
import {isWebAddress} from '../../core/web-address.ts'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {TextField} from '../ui/text-field.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'

type Draft = {
  readonly title: string
  readonly outlet: string
  readonly author: string
  readonly published: string
  readonly url: string
  readonly language: string
}

const FIELDS: readonly {readonly name: keyof Draft; readonly label: string; readonly hint?: string; readonly problem: (text: string) => string | undefined}[] =
  [
    {name: 'title', label: 'Title', problem: text => (text === '' ? 'Give the article a title.' : undefined)},
    {name: 'outlet', label: 'Outlet', problem: () => undefined},
    {name: 'author', label: 'Author', problem: () => undefined},
    {
      name: 'published',
      label: 'Published',
      hint: 'As 2025-02-04',
      problem: text => (text === '' || isDate(text) ? undefined : 'Write the date as year-month-day, such as 2025-02-04.'),
    },
    {
      name: 'url',
      label: 'Web address',
      hint: 'https://…',
      problem: text => (text === '' || isAddress(text) ? undefined : 'Write the whole address, starting with https:// or http://.'),
    },
    {
      name: 'language',
      label: 'Language',
      hint: 'As en, ar or zh-Hans',
      problem: text => (text === '' || isLanguage(text) ? undefined : 'Write a language code, such as en, ar or zh-Hans.'),
    },
  ]

/** What is known about an article beside its text. The text itself is never edited. */
export function MetadataDialog({article, onClose}: {readonly article: ArticleId; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const entry = workspace.project.articles.get(article)
  const [draft, setDraft] = useState<Draft>(() => draftOf(entry))
  const [tried, setTried] = useState(false)
  const problems = FIELDS.map(field => field.problem(draft[field.name].trim()))
  const save = (): void => {
    setTried(true)
    if (problems.some(problem => problem !== undefined)) return
    const fields = Object.fromEntries(FIELDS.map(({name}) => [name, draft[name].trim() === '' ? undefined : draft[name].trim()]))
    workspace.project.transact(() => workspace.project.articles.patch(article, fields))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Article details"
      description={entry === undefined ? 'This article is not in the project any more.' : `Imported from ${entry.sourceName}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={save} disabled={entry === undefined}>
            Save details
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
        {FIELDS.map(({name, label, hint}, at) => {
          const problem = tried ? problems[at] : undefined
          return (
            <TextField
              key={name}
              label={label}
              {...(hint !== undefined && {hint})}
              {...(problem !== undefined && {problem})}
              value={draft[name]}
              onInput={text => setDraft(before => ({...before, [name]: text}))}
            />
          )
        })}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

const draftOf = (entry: ArticleMetadata | undefined): Draft => ({
  title: entry?.title ?? '',
  outlet: entry?.outlet ?? '',
  author: entry?.author ?? '',
  published: entry?.published ?? '',
  url: entry?.url ?? '',
  language: entry?.language ?? '',
})

const isDate = (text: string): boolean => /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && !Number.isNaN(Date.parse(text))

const isAddress = (text: string): boolean => isWebAddress(text) && URL.canParse(text)

function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
