import {tell} from '../../ui/say.ts'
import {useEffect, useMemo, useRef, useState} from 'react'
import type {Word} from '../../../core/schema/mapping.ts'
import {wordKey} from '../../../core/schema/mapping.ts'
import type {Schema, WantedMapping} from '../../../core/schema/schema.ts'
import type {ChangeEffect, SchemaApi, SchemaEffect, SchemaUse} from '../../../ipc/schema-api.ts'

/** `version`: the one that it would be. `refusal`: why it cannot be told. */
type Found = {
  readonly of: Schema
  readonly counted: string
  readonly uses: readonly SchemaUse[]
  readonly changes: readonly ChangeEffect[]
  readonly version?: number
  readonly refusal?: string
}

type SchemaChanging = {
  readonly mappings: readonly WantedMapping[]
  readonly uses: readonly SchemaUse[]
  /** Change by change, with how many annotations it touches; none until that is known. */
  readonly changes: readonly ChangeEffect[]
  readonly version: number | undefined
  /** It is known what taking it would do, and nothing that is said is without a place. */
  readonly isSettled: boolean
  readonly refusal: string | undefined
  readonly map: (word: Word, to: string | undefined) => void
}

/** What taking a schema would do, and where what it takes away is to go. `given`: what is settled of that before anybody chooses; the same list until it is another. */
export function useSchemaChange(requests: Pick<SchemaApi, 'weighSchema'>, next: Schema | undefined, given: readonly WantedMapping[] = NONE): SchemaChanging {
  const [wanted, setWanted] = useState<{readonly of: Schema | undefined; readonly mappings: readonly WantedMapping[]}>({of: next, mappings: []})
  const [found, setFound] = useState<Found>()
  // What was chosen for another schema says nothing of this one.
  const chosenHere = wanted.of === next ? wanted.mappings : NONE
  const mappings = useMemo(() => [...given, ...chosenHere], [given, chosenHere])
  const ask = useWeighing(requests, setFound)
  // Where a label goes changes nothing else: only layers and features that go elsewhere are counted anew, with what is in them.
  const counted = JSON.stringify([...given, ...chosenHere.filter(({label}) => label === undefined)])

  useEffect(() => {
    if (next !== undefined) ask(next, counted)
  }, [ask, next, counted])

  const chosen = new Map(mappings.map(mapping => [wordKey(mapping), mapping.to]))
  const here = found !== undefined && found.of === next ? found : undefined
  const uses = here === undefined ? [] : here.uses.map(use => placed(use, chosen))
  return {
    mappings,
    uses,
    changes: here?.changes ?? [],
    version: here?.version,
    isSettled: here !== undefined && here.counted === counted && uses.every(({to}) => to !== undefined),
    refusal: here?.refusal,
    map: (word, to) => {
      const others = chosenHere.filter(mapping => wordKey(mapping) !== wordKey(word) && !isWithin(mapping, word))
      setWanted({of: next, mappings: to === undefined ? others : [...others, {...word, to}]})
    },
  }
}

/** Asks one thing after the other, and of what is asked meanwhile the last: each is counted in the whole project. `counted`: mappings, as JSON. */
function useWeighing(requests: Pick<SchemaApi, 'weighSchema'>, found: (found: Found) => void): (next: Schema, counted: string) => void {
  const waiting = useRef<{readonly next: Schema; readonly counted: string}>(undefined)
  const asking = useRef(false)
  const [ask] = useState(() => (next: Schema, counted: string): void => {
    waiting.current = {next, counted}
    void goOn()
  })
  const goOn = async (): Promise<void> => {
    if (asking.current) return
    asking.current = true
    while (waiting.current !== undefined) {
      const {next, counted} = waiting.current
      waiting.current = undefined
      const effect = await requests.weighSchema(next, JSON.parse(counted) as readonly WantedMapping[])
      found({of: next, counted, ...(effect.ok ? effectOf(effect.value) : {uses: [], changes: [], refusal: tell(effect.error)})})
    }
    asking.current = false
  }
  return ask
}

const effectOf = ({uses, changes, version}: SchemaEffect): Pick<Found, 'uses' | 'changes' | 'version'> => ({uses, changes, version})

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
