import type {SchemaPreset} from '../../../ipc/schema-api.ts'
import {say} from '../../ui/say.ts'
import {LayerKeys} from './layer-keys.tsx'
import './schema-options.css'

type Props = {
  /** Those of files that were picked have ids that begin with a slash. */
  readonly offered: readonly SchemaPreset[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}

/** Schemas to choose from, each by its name and what it is for; of the chosen one its layers too. */
export function SchemaOptions({offered, chosen, onChoose}: Props) {
  return (
    <fieldset className="schema-options">
      <legend className="sr-only">{say('What to start from')}</legend>
      {offered.map(({id, schema}) => (
        <div key={id} className="schema-option">
          <label>
            <input type="radio" name="schema" value={id} checked={chosen === id} onChange={() => onChoose(id)} />
            <span>
              <span className="schema-name">
                <bdi>{schema.name}</bdi>
                {id.startsWith('/') && id.length > 2 && <span className="schema-file"> {say('from {file}', {file: id.slice(1)})}</span>}
              </span>
              {schema.description !== undefined && (
                <span className="schema-description" dir="auto">
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
