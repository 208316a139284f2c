import {useRef, useState} from 'react'
import type {ArticleEntry} from '../../../core/article/article.ts'
import {Button} from '../../ui/button.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {useWorkspace} from '../../state/use-workspace.ts'
import {editDetails} from '../../state/article-acts.ts'
import {dateProblem, languageProblem} from '../../articles/detail-problems.ts'
import {say} from '../../ui/say.ts'

type Name = 'outlet' | 'author' | 'published' | 'language' | 'story'

const FIELDS: readonly {readonly name: Name; readonly label: string; readonly problem: (text: string) => string | undefined}[] = [
  {name: 'outlet', label: say('Outlet'), problem: () => undefined},
  {name: 'author', label: say('Author'), problem: () => undefined},
  {name: 'published', label: say('Published'), problem: dateProblem},
  {name: 'language', label: say('Language'), problem: languageProblem},
  {name: 'story', label: say('Story'), problem: () => undefined},
]

/** The details that several articles can have in common, or of one. Only what is written here changes; the rest stays as each has it. */
export function SeveralDetailsDialog({articles, onClose}: {readonly articles: readonly ArticleEntry[]; readonly onClose: (changed: boolean) => void}) {
  const workspace = useWorkspace()
  const [draft, setDraft] = useState<{readonly [K in Name]?: string}>({})
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const common = (name: Name): string | undefined => {
    const values = new Set(articles.map(each => each[name] ?? ''))
    return values.size === 1 ? [...values][0] : undefined
  }
  const problemOf = (text: string | undefined, problem: (text: string) => string | undefined): string | undefined =>
    text === undefined ? undefined : problem(text.trim())
  const save = (): void => {
    setTried(true)
    const wrong = FIELDS.findIndex(({name, problem}) => problemOf(draft[name], problem) !== undefined)
    if (wrong >= 0) return form.current?.querySelectorAll('input')[wrong]?.focus()
    const given = Object.entries(draft).map(([name, text]) => [name, text.trim() === '' ? undefined : text.trim()])
    editDetails(
      workspace,
      articles.map(({id}) => id),
      Object.fromEntries(given),
    )
    onClose(given.length > 0)
  }
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={say('Details of {articles, plural, =0 {no articles} one {# article} other {# articles}}', {articles: articles.length})}
      description={articles.length > 1 ? say('What you write here goes to all of them. What you leave alone stays as each has it.') : undefined}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{say('Cancel')}</Button>
          <Button variant="primary" onClick={save}>
            {say('Save details')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        className="dialog-form"
        onSubmit={event => {
          event.preventDefault()
          save()
        }}
      >
        {FIELDS.map(({name, label, problem}) => {
          const shown = tried ? problemOf(draft[name], problem) : undefined
          return (
            <TextField
              key={name}
              label={label}
              placeholder={common(name) === undefined ? say('They differ') : ''}
              {...(shown !== undefined && {problem: shown})}
              value={draft[name] ?? common(name) ?? ''}
              onInput={text => setDraft(before => ({...before, [name]: text}))}
            />
          )
        })}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
