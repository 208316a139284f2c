import {say} from '../../ui/say.ts'
import {TextArea} from '../../ui/text-area.tsx'
import {TextField} from '../../ui/text-field.tsx'
import type {PartFields} from './part-fields.ts'
import {orNone} from './part-fields.ts'

/** What the schema is called, and what it is for. */
export function WholeForm({of: {text, set, problem, readOnly}}: {readonly of: PartFields}) {
  const description = say('What it is for')
  return (
    <>
      <div data-field="name">
        <TextField
          label={say('Name of the schema')}
          value={text('name')}
          problem={problem('name')}
          readOnly={readOnly}
          check={name => (name.trim() === '' ? say('Write a name.') : undefined)}
          onCommit={(name, step) => set({name: name.trim()}, say('Name of the schema'), step)}
        />
      </div>
      <div data-field="description">
        <TextArea<object>
          label={description}
          value={text('description')}
          readOnly={readOnly}
          onBegin={() => ({})}
          onCommit={(words, step) => {
            set({description: orNone(words)}, description, step)
            return step
          }}
        />
      </div>
      <p className="field-problem" data-field="layers" role="alert">
        {problem('layers')}
      </p>
    </>
  )
}
