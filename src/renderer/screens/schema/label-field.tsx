import {nameFor, relabelled} from '../../../core/schema/draft-edits.ts'
import {say} from '../../ui/say.ts'
import {TextField} from '../../ui/text-field.tsx'
import type {PartFields} from './part-fields.ts'

/** How a part is called. What is new has its name made of it, as long as nobody gave it another. */
export function LabelField({of}: {readonly of: PartFields}) {
  const {part, fields, parts, text, problem, set, readOnly, draft} = of
  if (part === undefined) return null
  const commit = (label: string, step: object): void => {
    const beside = parts.filter(each => each.in === part.in && each.part === part.part && each.id !== part.id)
    const isMade = part.word === undefined && (fields.name === nameFor(text('label'), part.part, beside) || fields.name === undefined)
    set({...relabelled(part, label, parts), ...(isMade && {name: nameFor(label, part.part, beside)})}, say('Label'), step)
  }
  return (
    <div data-field="label">
      <TextField
        key={draft.id + part.id}
        label={say('Label')}
        hint={say('As people read it while they annotate.')}
        problem={problem('label')}
        value={text('label')}
        readOnly={readOnly}
        whileTyping
        onCommit={commit}
      />
    </div>
  )
}
