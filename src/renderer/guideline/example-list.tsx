import {Check, X} from 'lucide-react'
import {EXAMPLE_WORDS} from '../../core/schema/codebook.ts'
import type {Example} from '../../core/schema/schema.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {short} from '../state/short-quote.ts'
import {Markdown} from '../ui/markdown.tsx'
import {say, tell} from '../ui/say.ts'
import {goToExample, titleOfExample} from './go-to-example.ts'
import './example-list.css'

type Props = {
  readonly examples: readonly Example[]
  /** How deep the heading is that they stand under. */
  readonly below: number
  /** Called before going to the article of one. */
  readonly onGo?: () => void
}

/** Words that show when something is the right choice, and words that show when it is not; each leads to where it was marked. */
export function ExampleList({examples, below, onGo}: Props) {
  return (
    <ul className="examples">
      {examples.map((example, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two examples may be alike, and nothing of one is kept
        <li key={at} className={`example example-${example.kind}`}>
          <ExampleWords example={example} />
          {example.note !== undefined && <Markdown text={example.note} below={below} />}
          <ExamplePlace example={example} onGo={onGo} />
        </li>
      ))}
    </ul>
  )
}

/** What it says, and of what it is one. */
function ExampleWords({example: {kind, quote}}: {readonly example: Example}) {
  return (
    <p className="example-words">
      {kind === 'positive' ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
      <span className="example-kind">{tell(EXAMPLE_WORDS[kind])}</span> <q dir="auto">{quote}</q>
    </p>
  )
}

/** A way to the article that it is from, where the project has that. */
export function ExamplePlace({example, onGo}: {readonly example: Example; readonly onGo?: (() => void) | undefined}) {
  const workspace = useWorkspace('project')
  const title = titleOfExample(workspace, example)
  if (title === undefined) return null
  return (
    <button
      type="button"
      className="example-place"
      aria-label={say('Go to “{words}” in “{title}”', {words: short(example.quote), title})}
      onClick={() => {
        onGo?.()
        void goToExample(workspace, example)
      }}
    >
      <bdi>{title}</bdi>
    </button>
  )
}
