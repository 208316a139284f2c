import type {ReactNode} from 'react'
import type {Word} from '../../core/schema/mapping.ts'
import {wordKey} from '../../core/schema/mapping.ts'
import type {Choice} from '../../core/schema/schema.ts'
import {COMMANDS} from '../../ipc/commands.ts'
import type {GroupChoice} from '../ui/choice-group.tsx'
import {KeyHint} from '../ui/key-hint.tsx'
import {Markdown} from '../ui/markdown.tsx'
import {rich, say} from '../ui/say.ts'
import type {Guided} from './guideline.tsx'

/** On something that has a guideline, it opens that. */
const GUIDELINE_KEY = COMMANDS['help.keys'].keys

/** The deepest there is: in a tip no heading stands over it. */
const BELOW = 6

/** What says whose guideline F1 opens, as an attribute of what has the focus or is around it. */
export const partData = (word: Word): {readonly 'data-part': string} => ({'data-part': wordKey(word)})

/** The guideline of something as a tip beside it, and how to read all of it; `undefined` where nothing is said. */
export function tipOf({guideline, examples}: Guided): ReactNode {
  if (guideline === undefined && examples === undefined) return undefined
  return (
    <>
      {guideline !== undefined && <Markdown text={guideline} below={BELOW} plain />}
      <span className="tooltip-more">
        {examples === undefined
          ? rich('{key} opens it', {key: <KeyHint keys={GUIDELINE_KEY} />})
          : rich('{key} opens it, {examples, plural, one {with # example} other {with # examples}}', {
              key: <KeyHint keys={GUIDELINE_KEY} />,
              examples: examples.length,
            })}
      </span>
    </>
  )
}

/** As it is shown where it can be chosen, or is chosen already. */
export const labelWords = ({label, retired}: Choice): string => (retired === true ? say('{label} (retired)', {label}) : label)

/** Labels as chips, each with its guideline beside it. `of`: the feature that they are of. */
export const tippedChoices = (choices: readonly Choice[], of: Word): readonly GroupChoice<string>[] =>
  choices.map(choice => {
    const {value, key} = choice
    const tip = tipOf(choice)
    return {value, label: labelWords(choice), part: wordKey({...of, label: value}), ...(key !== undefined && {key}), ...(tip !== undefined && {tip})}
  })
