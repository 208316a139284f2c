import {useEffect, useState} from 'react'
import type {Sentence} from '../../../core/language/message.ts'
import type {DraftPart, SchemaDraft} from '../../../core/schema/draft.ts'
import {applied} from '../../../core/schema/draft-joins.ts'
import {removed} from '../../../core/schema/draft-edits.ts'
import {draftedSchema} from '../../../core/schema/drafted-schema.ts'
import type {SchemaUse} from '../../../ipc/schema-api.ts'
import {useWorkspace} from '../../state/use-workspace.ts'

/** How much says a part of the schema in force. `unused`: nothing does. `unknown`: nobody can tell now, and why. */
export type PartUse =
  | {readonly state: 'counting'}
  | {readonly state: 'unused'}
  | {readonly state: 'used'; readonly use: SchemaUse}
  | {readonly state: 'unknown'; readonly why: Sentence}

/** What is new, or of another schema, nobody can have said yet. */
const isOfSchemaInForce = ({origin}: SchemaDraft, part: DraftPart): boolean => origin.from === 'in-force' && part.word !== undefined

export function usePartUse(draft: SchemaDraft, part: DraftPart): PartUse {
  const {host, writtenSchema} = useWorkspace('session')
  const [found, setFound] = useState<PartUse>({state: isOfSchemaInForce(draft, part) ? 'counting' : 'unused'})
  // Asked once: what is typed meanwhile in the draft changes nothing of what was said.
  const [asked] = useState(() => {
    const inForce = writtenSchema()
    const bare: SchemaDraft = {id: draft.id, origin: {...draft.origin, base: inForce.version, schema: inForce}, edits: new Map()}
    return isOfSchemaInForce(draft, part) ? draftedSchema(applied(bare, removed(bare, part))).schema : undefined
  })
  useEffect(() => {
    let isOpen = true
    if (asked !== undefined)
      void host.requests.weighSchema(asked, []).then(effect => {
        if (!isOpen) return
        if (!effect.ok) return setFound({state: 'unknown', why: effect.error})
        const [use] = [...effect.value.uses].sort((one, other) => other.annotations - one.annotations)
        setFound(use === undefined ? {state: 'unused'} : {state: 'used', use})
      })
    return () => {
      isOpen = false
    }
  }, [host, asked])
  return found
}
