import {ArrowDown, ArrowUp, Plus, Trash2} from 'lucide-react'
import {useLayoutEffect, useRef, useState} from 'react'
import {EXAMPLE_WORDS} from '../../../core/schema/codebook.ts'
import type {Example} from '../../../core/schema/schema.ts'
import {LONGEST_QUOTE, MOST_EXAMPLES} from '../../../core/schema/schema-file.ts'
import {ExamplePlace} from '../../guideline/example-list.tsx'
import {short} from '../../state/short-quote.ts'
import {Button} from '../../ui/button.tsx'
import {IconButton} from '../../ui/icon-button.tsx'
import {say, tell} from '../../ui/say.ts'
import {SelectField} from '../../ui/select-field.tsx'
import {TextArea} from '../../ui/text-area.tsx'
import {TextField} from '../../ui/text-field.tsx'
import './examples-editor.css'

type Props = {
  /** What they are examples of, as it is called. */
  readonly of: string
  readonly examples: readonly Example[]
  readonly readOnly: boolean
  /** `step`: the same for all of one typing. */
  readonly onChange: (examples: readonly Example[], step?: object) => void
}

const KINDS = (['positive', 'negative'] as const).map(kind => ({value: kind, label: tell(EXAMPLE_WORDS[kind])}))

/** Words that show when something is the right choice, and when it is not: which, why, and in what order. */
export function ExamplesEditor({of, examples, readOnly, onChange}: Props) {
  const list = useRef<HTMLOListElement>(null)
  /** Where the focus is to be once the examples are drawn anew. */
  const aim = useRef<{readonly key: string; readonly act: string}>(undefined)
  const keys = keysOf(examples)
  useLayoutEffect(() => {
    const {key, act} = aim.current ?? {}
    aim.current = undefined
    if (key === undefined) return
    const item = [...(list.current?.children ?? [])].find(each => each.getAttribute('data-example') === key)
    const buttons = item?.querySelectorAll<HTMLButtonElement>(`button[data-act="${act}"]:not(:disabled), button[data-act]:not(:disabled)`)
    ;([...(buttons ?? [])].find(button => button.dataset.act === act) ?? buttons?.[0])?.focus()
  })
  if (readOnly && examples.length === 0) return null
  const replace = (at: number, example: Example, step?: object): void =>
    onChange(
      examples.map((each, nth) => (nth === at ? example : each)),
      step,
    )
  const move = (at: number, by: 1 | -1): void => {
    const [moved, others] = [examples[at], examples.filter((_, nth) => nth !== at)]
    if (moved === undefined) return
    aim.current = {key: keys[at] ?? '', act: by < 0 ? 'up' : 'down'}
    onChange([...others.slice(0, at + by), moved, ...others.slice(at + by)])
  }
  return (
    <fieldset className="examples-editor">
      <legend className="field-label">{say('Examples')}</legend>
      {examples.length > 0 && (
        <ol ref={list}>
          {examples.map((example, at) => (
            <li key={keys[at]} data-example={keys[at]} className={`example example-${example.kind}`}>
              <div className="examples-editor-head">
                <SelectField
                  label={say('Kind of the example “{words}”', {words: short(example.quote)})}
                  hideLabel
                  choices={KINDS}
                  value={example.kind}
                  disabled={readOnly}
                  onChange={kind => replace(at, {...example, kind})}
                />
                {!readOnly && (
                  <Acts
                    quote={example.quote}
                    isFirst={at === 0}
                    isLast={at === examples.length - 1}
                    onMove={by => move(at, by)}
                    onRemove={() => onChange(examples.filter((_, nth) => nth !== at))}
                  />
                )}
              </div>
              <q dir="auto">{example.quote}</q>
              <ExamplePlace example={example} />
              {(!readOnly || example.note !== undefined) && (
                <TextArea<object>
                  label={say('Why (Markdown)')}
                  aria-description={short(example.quote)}
                  rows={2}
                  value={example.note ?? ''}
                  readOnly={readOnly}
                  onBegin={() => ({})}
                  onCommit={(note, step) => {
                    replace(at, withNote(example, note), step)
                    return step
                  }}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {!readOnly && <NewExample of={of} isFull={examples.length >= MOST_EXAMPLES} onAdd={example => onChange([...examples, example])} />}
    </fieldset>
  )
}

type ActsProps = {
  readonly quote: string
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
}

function Acts({quote, isFirst, isLast, onMove, onRemove}: ActsProps) {
  const words = short(quote)
  return (
    <span className="examples-editor-acts">
      <IconButton size="small" data-act="up" label={say('Move “{words}” up', {words})} icon={<ArrowUp />} disabled={isFirst} onClick={() => onMove(-1)} />
      <IconButton size="small" data-act="down" label={say('Move “{words}” down', {words})} icon={<ArrowDown />} disabled={isLast} onClick={() => onMove(1)} />
      <IconButton size="small" data-act="remove" label={say('Take out “{words}”', {words})} icon={<Trash2 />} onClick={onRemove} />
    </span>
  )
}

/** One that nobody marked: its words are typed. */
function NewExample({of, isFull, onAdd}: {readonly of: string; readonly isFull: boolean; readonly onAdd: (example: Example) => void}) {
  const [words, setWords] = useState('')
  if (isFull)
    return (
      <p className="examples-editor-full">
        {say('There are {most, number} examples, as many as there can be. Take one out to add another.', {most: MOST_EXAMPLES})}
      </p>
    )
  const quote = words.trim()
  const problem = quote.length > LONGEST_QUOTE ? say('These are more than {most, number} characters. Shorten it.', {most: LONGEST_QUOTE}) : undefined
  return (
    <form
      className="examples-editor-new"
      onSubmit={event => {
        event.preventDefault()
        if (quote === '' || problem !== undefined) return
        setWords('')
        onAdd({kind: 'positive', quote})
      }}
    >
      <TextField
        label={say('Words of another example')}
        hint={say('From a text: select an annotation there and choose “Add as example…”.')}
        aria-description={of}
        value={words}
        problem={problem}
        onInput={setWords}
      />
      <Button type="submit" icon={<Plus aria-hidden="true" />} disabled={quote === ''}>
        {say('Add example')}
      </Button>
    </form>
  )
}

function withNote({note: _note, ...example}: Example, text: string): Example {
  return text.trim() === '' ? example : {...example, note: text}
}

/** What tells each from the others while it is moved, or its kind or its note is changed. */
function keysOf(examples: readonly Example[]): readonly string[] {
  const seen = new Map<string, number>()
  return examples.map(({quote, article = '', span}) => {
    const key = JSON.stringify([article, span?.start, quote])
    const nth = seen.get(key) ?? 0
    seen.set(key, nth + 1)
    return `${key} ${nth}`
  })
}
