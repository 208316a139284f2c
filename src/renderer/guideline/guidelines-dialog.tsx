import type {KeyboardEvent} from 'react'
import {useDeferredValue, useMemo, useRef, useState} from 'react'
import type {CodebookEntry} from '../../core/schema/codebook-entries.ts'
import {codebookEntries} from '../../core/schema/codebook-entries.ts'
import {schemaOnScreen} from '../state/schema-on-screen.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {Markdown} from '../ui/markdown.tsx'
import {inLetters} from '../ui/rem.ts'
import {say, tell} from '../ui/say.ts'
import {TextField} from '../ui/text-field.tsx'
import type {VirtualListHandle} from '../ui/virtual-list.tsx'
import {VirtualList} from '../ui/virtual-list.tsx'
import {ExampleList} from './example-list.tsx'
import type {FoundEntry} from './find-entries.ts'
import {findEntries} from './find-entries.ts'
import './guidelines-dialog.css'

/** Pixels of a row where letters have their usual size. */
const ROW = 30
/** How deep the heading of an entry is. */
const BELOW = 3

type Props = {
  /** The part that is shown first, by `wordKey`. */
  readonly part: string | undefined
  readonly onClose: () => void
}

/** All guidelines with their examples: looked for by any of their words, read one after the other. */
export function GuidelinesDialog({part, onClose}: Props) {
  const workspace = useWorkspace('project', 'drafts')
  const [inForce, drafts] = [workspace.project.schema(), workspace.project.drafts.all()]
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on screen is one of these
  const entries = useMemo(() => codebookEntries(schemaOnScreen(workspace)), [workspace, inForce, drafts])
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(part)
  const list = useRef<VirtualListHandle>(null)
  const looked = useDeferredValue(query)
  const found = useMemo(() => findEntries(entries, looked), [entries, looked])
  const shown = found.find(({entry}) => entry.key === chosen)?.entry ?? found[0]?.entry
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    list.current?.focus()
  }
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={say('Guidelines')}
      actions={
        <Button variant="primary" onClick={onClose}>
          {say('Close')}
        </Button>
      }
    >
      <div className="guidelines">
        <div className="guidelines-side">
          <TextField
            label={say('Search guidelines')}
            hideLabel
            placeholder={say('Labels, guidelines, examples')}
            data-autofocus
            value={query}
            onInput={setQuery}
            onKeyDown={onKeyDown}
          />
          <div className="guidelines-list">
            <VirtualList
              ref={list}
              label={say('Parts of the codebook')}
              items={found}
              keyOf={({entry}) => entry.key}
              selected={shown?.key}
              onSelect={({entry}) => setChosen(entry.key)}
              renderItem={item => <Row found={item} isSearched={looked.trim() !== ''} />}
              estimate={inLetters(ROW)}
              empty={<p className="guidelines-none">{say('Nothing has these words')}</p>}
            />
          </div>
          <p className="sr-only" role="status">
            {looked.trim() !== '' && say('{results, plural, one {# result} other {# results}}', {results: found.length})}
          </p>
        </div>
        {shown !== undefined && <Entry key={shown.key} entry={shown} onGo={onClose} />}
      </div>
    </Dialog>
  )
}

function Row({found: {entry, passage}, isSearched}: {readonly found: FoundEntry; readonly isSearched: boolean}) {
  return (
    <div className="guidelines-row" style={{paddingInlineStart: isSearched ? undefined : `${0.5 + Math.min(entry.depth, 6) * 0.75}rem`}}>
      <span>
        <Name entry={entry} />
      </span>
      {isSearched && entry.over.length > 0 && (
        <span className="guidelines-over">
          <bdi>{entry.over.join(' › ')}</bdi>
        </span>
      )}
      {passage !== undefined && (
        <span className="guidelines-passage" dir="auto">
          {passage}
        </span>
      )}
    </div>
  )
}

const Name = ({entry: {label, retired}}: {readonly entry: CodebookEntry}) => <bdi>{retired === true ? say('{label} (retired)', {label}) : label}</bdi>

function Entry({entry, onGo}: {readonly entry: CodebookEntry; readonly onGo: () => void}) {
  const {label, over, facts, guideline, examples} = entry
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: Page Down and End move it, which holds nothing else that takes the focus
    <section className="guidelines-entry" tabIndex={0} aria-label={say('Guideline for {what}', {what: label})}>
      {over.length > 0 && (
        <p className="guidelines-over">
          <bdi>{over.join(' › ')}</bdi>
        </p>
      )}
      <h3>
        <Name entry={entry} />
      </h3>
      {facts.length > 0 && <p className="guidelines-facts">{facts.map(tell).join(' · ')}</p>}
      {guideline !== undefined && <Markdown text={guideline} below={BELOW} />}
      {examples !== undefined && <ExampleList examples={examples} below={BELOW} onGo={onGo} />}
      {guideline === undefined && examples === undefined && <p className="guidelines-none">{say('Nobody has written a guideline for it yet.')}</p>}
    </section>
  )
}
