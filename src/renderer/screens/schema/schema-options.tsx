import {useId} from 'react'
import type {DraftSource} from '../../../core/schema/draft.ts'
import type {Schema} from '../../../core/schema/schema.ts'
import {say} from '../../ui/say.ts'
import {LayerKeys} from './layer-keys.tsx'
import './schema-options.css'

/** A schema that a draft can begin with. `place`: what the file or the project is called that it is of. */
export type SchemaOffer = {readonly id: string; readonly schema: Schema; readonly from: DraftSource; readonly place?: string}

type Props = {
  readonly offered: readonly SchemaOffer[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}

/** Schemas to choose from, each by its name and what it is for; of the chosen one its layers too. */
export function SchemaOptions({offered, chosen, onChoose}: Props) {
  const own = useId()
  return (
    <fieldset className="schema-options">
      <legend className="sr-only">{say('What to start from')}</legend>
      {offered.map(({id, schema, from, place}, at) => (
        <div key={id} className="schema-option">
          <label>
            <input
              type="radio"
              name="schema"
              value={id}
              checked={chosen === id}
              aria-labelledby={`${own}-${at}`}
              aria-describedby={schema.description === undefined ? undefined : `${own}-${at}-for`}
              onChange={() => onChoose(id)}
            />
            <span>
              <span id={`${own}-${at}`} className="schema-name">
                <bdi>{schema.name}</bdi>
                {place !== undefined && (
                  <span className="schema-file"> {from === 'project' ? say('of the project “{place}”', {place}) : say('from {file}', {file: place})}</span>
                )}
              </span>
              {schema.description !== undefined && (
                <span id={`${own}-${at}-for`} className="schema-description" dir="auto">
                  {schema.description}
                </span>
              )}
            </span>
          </label>
          {chosen === id && schema.layers.length > 0 && <LayerKeys schema={schema} />}
        </div>
      ))}
    </fieldset>
  )
}
