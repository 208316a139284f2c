import {useMemo, useState} from 'react'
import type {Annotation, AnnotationId} from '../../core/annotation.ts'
import {carriedFeatures} from '../../core/carried-features.ts'
import {identicalMentions, LONGEST_MENTION} from '../../core/identical-mentions.ts'
import {layerNamed} from '../../core/schema.ts'
import type {Span} from '../../core/span.ts'
import {addAnnotations} from '../annotate/edit-annotations.ts'
import {Button} from '../ui/button.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'
import type {Workspace} from '../workspace/workspace.ts'
import './label-all-dialog.css'
import {WordsAround} from './words-around.tsx'

/** Context shown on each side of a mention, in UTF-16 units. */
const CONTEXT = 36
/** Places shown, and labelled, at a time: nobody looks at more. */
const MOST = 1000

/** Gives the same layer and labels to the other places with the same words, after a look at each. */
export function LabelAllDialog({annotation: id, onClose}: {readonly annotation: AnnotationId; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const [wholeWords, setWholeWords] = useState(true)
  const [matchCase, setMatchCase] = useState(true)
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const article = workspace.current()
  const annotation = article?.set.get(id)
  const found = useMemo(() => {
    if (article === undefined || annotation === undefined) return []
    const taken = article
      .listed()
      .filter(each => each.annotation.layer === annotation.layer)
      .map(each => each.annotation.selector)
    return identicalMentions(article.text, annotation.selector.quote, {wholeWords, matchCase, taken, most: MOST})
  }, [article, annotation, wholeWords, matchCase])
  if (article === undefined || annotation === undefined) return null
  const chosen = found.filter(span => !left.has(span.start))
  const run = (): void => {
    const done = addAnnotations(workspace, article, annotation, chosen)
    if (done.ok) workspace.toasts.show({text: `${chosen.length} more ${chosen.length === 1 ? 'mention' : 'mentions'} labelled.`, tone: 'success', here: true})
    else workspace.toasts.show({text: done.error, tone: 'error', here: true})
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Label all identical mentions"
      description={<q dir="auto">{annotation.selector.quote}</q>}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={chosen.length === 0} onClick={run} data-autofocus="">
            {chosen.length === 0 ? 'Nothing to label' : `Label ${chosen.length} ${chosen.length === 1 ? 'mention' : 'mentions'}`}
          </Button>
        </>
      }
    >
      <p className="label-all-carried">{carriedWords(workspace, annotation)}</p>
      <div className="label-all-options">
        <Checkbox label="Whole words only" checked={wholeWords} onChange={setWholeWords} />
        <Checkbox label="Same case" checked={matchCase} onChange={setMatchCase} />
      </div>
      {found.length === 0 ? (
        <p>
          {annotation.selector.quote.length > LONGEST_MENTION
            ? `Only words of up to ${LONGEST_MENTION} letters are looked for elsewhere.`
            : 'There is no other place with these words that is not labelled already.'}
        </p>
      ) : (
        <>
          {found.length === MOST && <p>The first {MOST.toLocaleString('en')} places are shown. Label them, then look for more.</p>}
          <ul className="label-all-mentions" aria-label="Mentions to label">
            {found.map(span => (
              <li key={span.start}>
                <Checkbox
                  label={<Mention text={article.text} span={span} />}
                  checked={!left.has(span.start)}
                  onChange={on => setLeft(before => (on ? new Set([...before].filter(each => each !== span.start)) : new Set([...before, span.start])))}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

/** What the other mentions are given, and what stays with this one. */
function carriedWords({project}: Workspace, annotation: Annotation): string {
  const schema = project.schema()
  const {carried, staying} = carriedFeatures(schema, annotation)
  const layer = layerNamed(schema, annotation.layer)?.label ?? annotation.layer
  const given = [`the layer (${layer})`, ...carried.map(({label}) => label)].join(', ')
  return `Carried over: ${given}.${staying.length === 0 ? '' : ` Stays here alone: ${staying.map(({label}) => label).join(', ')}.`}`
}

function Mention({text, span}: {readonly text: string; readonly span: Span}) {
  const from = Math.max(0, span.start - CONTEXT)
  const to = span.end + CONTEXT
  return (
    <WordsAround
      before={text.slice(from, span.start)}
      quote={text.slice(span.start, span.end)}
      after={text.slice(span.end, to)}
      begins={from === 0}
      ends={to >= text.length}
    />
  )
}
