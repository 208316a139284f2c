import {WHOLE_KEY} from '../../core/schema/codebook-entries.ts'
import type {Word} from '../../core/schema/mapping.ts'
import {wordKey} from '../../core/schema/mapping.ts'
import type {Example} from '../../core/schema/schema.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {Markdown} from '../ui/markdown.tsx'
import {rich} from '../ui/say.ts'
import {ExampleList} from './example-list.tsx'
import './guideline.css'

/** Whatever has a guideline: a layer, a feature or a label, or the codebook as a whole. */
export type Guided = {readonly label: string; readonly guideline?: string; readonly examples?: readonly Example[]}

/** How deep the heading is that it stands under. */
const BELOW = 2
/** That a person keeps open, on this device. */
const MOST_OPEN = 200

/** How to code something, with its examples: shut until it is opened, and then open wherever it is met again. Nothing, where nothing is said of it. */
export function Guideline({of, word}: {readonly of: Guided; readonly word?: Word}) {
  const {preferences} = useWorkspace('preferences')
  const key = word === undefined ? WHOLE_KEY : wordKey(word)
  const {label, guideline, examples} = of
  if (guideline === undefined && examples === undefined) return null
  const remember = (open: boolean): void => {
    const before = preferences.get().openGuidelines
    if (open !== before.includes(key))
      preferences.update(each => ({...each, openGuidelines: [...before.filter(other => other !== key), ...(open ? [key] : [])].slice(-MOST_OPEN)}))
  }
  return (
    <details className="guideline" open={preferences.get().openGuidelines.includes(key)} onToggle={event => remember(event.currentTarget.open)}>
      <summary>{rich('Guideline<unseen> for {what}</unseen>', {what: label, unseen: words => <span className="sr-only">{words}</span>})}</summary>
      {guideline !== undefined && <Markdown text={guideline} below={BELOW} />}
      {examples !== undefined && <ExampleList examples={examples} below={BELOW} />}
    </details>
  )
}
