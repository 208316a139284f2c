import {useEffect, useState} from 'react'
import type {Word} from '../../core/schema/mapping.ts'
import {wordKey} from '../../core/schema/mapping.ts'
import type {Schema, WantedMapping} from '../../core/schema/schema.ts'
import type {SchemaApi, SchemaUse} from '../../ipc/schema-api.ts'

/** What taking a schema would do, and where what it takes away is to go. */
export function useSchemaChange(
  requests: Pick<SchemaApi, 'weighSchema'>,
  next: Schema | undefined,
): {readonly mappings: readonly WantedMapping[]; readonly uses: readonly SchemaUse[]; readonly map: (word: Word, to: string | undefined) => void} {
  const [wanted, setWanted] = useState<{readonly of: Schema | undefined; readonly mappings: readonly WantedMapping[]}>({of: next, mappings: []})
  const [found, setFound] = useState<{readonly of: Schema; readonly uses: readonly SchemaUse[]}>()
  // What was chosen for another schema says nothing of this one.
  const mappings = wanted.of === next ? wanted.mappings : NONE

  useEffect(() => {
    let isNewest = true
    if (next !== undefined)
      void requests.weighSchema(next, mappings).then(effect => {
        // What is refused is said when it is to be taken.
        if (isNewest) setFound({of: next, uses: effect.ok ? effect.value.uses : []})
      })
    return () => {
      isNewest = false
    }
  }, [requests, next, mappings])

  return {
    mappings,
    uses: found !== undefined && found.of === next ? found.uses : [],
    map: (word, to) => {
      const others = mappings.filter(mapping => wordKey(mapping) !== wordKey(word) && !isWithin(mapping, word))
      setWanted({of: next, mappings: to === undefined ? others : [...others, {...word, to}]})
    },
  }
}

const NONE: readonly WantedMapping[] = []

/** Whether it is of a feature of a layer, or of a label of a feature, that goes elsewhere now. */
const isWithin = (mapping: WantedMapping, {layer, feature, label}: Word): boolean =>
  label === undefined &&
  mapping.layer === layer &&
  (feature === undefined ? mapping.feature !== undefined : mapping.feature === feature && mapping.label !== undefined)
