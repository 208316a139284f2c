import type {Example} from '../../../core/schema/schema.ts'
import {TextArea} from '../../ui/text-area.tsx'
import {say} from '../../ui/say.ts'

export type GuidelineEditorProps = {
  /** What it is for, as it is called. */
  readonly of: string
  /** Markdown. */
  readonly guideline: string
  readonly examples: readonly Example[]
  readonly readOnly: boolean
  /** `step`: the same for all of one typing. */
  readonly onGuideline: (text: string, step: object) => void
  readonly onExamples: (examples: readonly Example[]) => void
}

/** How to code something: when it is the right one, and words that show it. */
export function GuidelineEditor({of, guideline, readOnly, onGuideline}: GuidelineEditorProps) {
  return (
    <TextArea<object>
      label={say('Guideline (Markdown)')}
      aria-description={of}
      value={guideline}
      readOnly={readOnly}
      onBegin={() => ({})}
      onCommit={(text, step) => {
        onGuideline(text, step)
        return step
      }}
    />
  )
}
