import {Eye, EyeOff} from 'lucide-react'
import {useDeferredValue, useState} from 'react'
import type {Example} from '../../../core/schema/schema.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Button} from '../../ui/button.tsx'
import {Markdown} from '../../ui/markdown.tsx'
import {say} from '../../ui/say.ts'
import {TextArea} from '../../ui/text-area.tsx'
import {ExamplesEditor} from './examples-editor.tsx'
import {guidelineProblem} from './guideline-problem.ts'
import {MarksHelp} from './marks-help.tsx'
import './guideline-editor.css'

export type GuidelineEditorProps = {
  /** What it is for, as it is called. */
  readonly of: string
  /** Markdown. */
  readonly guideline: string
  readonly examples: readonly Example[]
  readonly readOnly: boolean
  /** `step`: the same for all of one typing. */
  readonly onGuideline: (text: string, step: object) => void
  readonly onExamples: (examples: readonly Example[], step?: object) => void
}

/** How deep the heading is that it stands under. */
const BELOW = 2

/** How to code something: when it is the right one, and words that show it. */
export function GuidelineEditor({of, guideline, examples, readOnly, onGuideline, onExamples}: GuidelineEditorProps) {
  const {preferences} = useWorkspace('preferences')
  /** Over what it was typed: a colleague's change of that is shown in place of it. */
  const [typed, setTyped] = useState<{readonly text: string; readonly over: string}>()
  const text = useDeferredValue(typed !== undefined && (typed.over === guideline || typed.text === guideline) ? typed.text : guideline)
  const {guidelinePreview: isShown} = preferences.get()
  const isPreviewed = isShown && text.trim() !== ''
  if (readOnly)
    return (
      <div className="guideline-editor">
        <p className="field-label">{say('Guideline')}</p>
        {guideline === '' ? <p className="guideline-editor-none">{say('None')}</p> : <Markdown text={guideline} below={BELOW} />}
        <ExamplesEditor of={of} examples={examples} readOnly onChange={onExamples} />
      </div>
    )
  return (
    <div className="guideline-editor">
      <TextArea<object>
        label={say('Guideline (Markdown)')}
        aria-description={of}
        rows={6}
        value={guideline}
        check={guidelineProblem}
        onBegin={() => ({})}
        onTyped={words => setTyped({text: words, over: guideline})}
        onCommit={(words, step) => {
          onGuideline(words, step)
          return step
        }}
      />
      <div className="guideline-editor-acts">
        <MarksHelp />
        <Button
          size="small"
          variant="quiet"
          icon={isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          aria-pressed={isShown}
          onClick={() => preferences.update(before => ({...before, guidelinePreview: !isShown}))}
        >
          {say('Show as it will look')}
        </Button>
      </div>
      {isPreviewed && (
        <section className="guideline-editor-preview" aria-label={say('The guideline as it will look')}>
          <Markdown text={text} below={BELOW} />
        </section>
      )}
      <ExamplesEditor of={of} examples={examples} readOnly={false} onChange={onExamples} />
    </div>
  )
}
