import {useEffect, useRef, useState} from 'react'
import type {Word} from '../../core/schema/mapping.ts'
import {wordKey} from '../../core/schema/mapping.ts'
import type {Schema, WantedMapping} from '../../core/schema/schema.ts'
import type {SchemaApi, SchemaUse} from '../../ipc/schema-api.ts'

type Found = {readonly of: Schema; readonly uses: readonly SchemaUse[]}

/** What taking a schema would do, and where what it takes away is to go. */
export function useSchemaChange(
  requests: Pick<SchemaApi, 'weighSchema'>,
  next: Schema | undefined,
): {readonly mappings: readonly WantedMapping[]; readonly uses: readonly SchemaUse[]; readonly map: (word: Word, to: string | undefined) => void} {
  const [wanted, setWanted] = useState<{readonly of: Schema | undefined; readonly mappings: readonly WantedMapping[]}>({of: next, mappings: []})
  const [found, setFound] = useState<Found>()
  // What was chosen for another schema says nothing of this one.
  const mappings = wanted.of === next ? wanted.mappings : NONE
  const ask = useWeighing(requests, setFound)
  // Where a label goes changes nothing else: only layers and features that go elsewhere are counted anew, with what is in them.
  const counted = JSON.stringify(mappings.filter(({label}) => label === undefined))

  useEffect(() => {
    if (next !== undefined) ask(next, JSON.parse(counted) as readonly WantedMapping[])
  }, [ask, next, counted])

  const chosen = new Map(mappings.map(mapping => [wordKey(mapping), mapping.to]))
  return {
    mappings,
    uses: found !== undefined && found.of === next ? found.uses.map(use => placed(use, chosen)) : [],
    map: (word, to) => {
      const others = mappings.filter(mapping => wordKey(mapping) !== wordKey(word) && !isWithin(mapping, word))
      setWanted({of: next, mappings: to === undefined ? others : [...others, {...word, to}]})
    },
  }
}

/** Asks one thing after the other, and of what is asked meanwhile the last: each is counted in the whole project. What is refused is said when the schema is to be taken. */
function useWeighing(requests: Pick<SchemaApi, 'weighSchema'>, found: (found: Found) => void): (next: Schema, mappings: readonly WantedMapping[]) => void {
  const waiting = useRef<{readonly next: Schema; readonly mappings: readonly WantedMapping[]}>(undefined)
  const asking = useRef(false)
  const [ask] = useState(() => (next: Schema, mappings: readonly WantedMapping[]): void => {
    waiting.current = {next, mappings}
    void goOn()
  })
  const goOn = async (): Promise<void> => {
    if (asking.current) return
    asking.current = true
    while (waiting.current !== undefined) {
      const asked = waiting.current
      waiting.current = undefined
      const effect = await requests.weighSchema(asked.next, asked.mappings)
      if (effect.ok) found({of: asked.next, uses: effect.value.uses})
    }
    asking.current = false
  }
  return ask
}

const NONE: readonly WantedMapping[] = []

function placed(use: SchemaUse, chosen: ReadonlyMap<string, string>): SchemaUse {
  const to = use.word && chosen.get(wordKey(use.word))
  const {to: _to, ...rest} = use
  return to === undefined ? rest : {...rest, to}
}

/** Whether it is of a feature of a layer, or of a label of a feature, that goes elsewhere now. */
const isWithin = (mapping: WantedMapping, {layer, feature, label}: Word): boolean =>
  label === undefined &&
  mapping.layer === layer &&
  (feature === undefined ? mapping.feature !== undefined : mapping.feature === feature && mapping.label !== undefined)
