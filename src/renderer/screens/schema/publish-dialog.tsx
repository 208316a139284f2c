import {useEffect, useState} from 'react'
import {inQuotation} from '../../../core/text/in-quotation.ts'
import type {Result} from '../../../core/result.ts'
import type {SchemaDraft} from '../../../core/schema/draft.ts'
import {draftedSchema} from '../../../core/schema/drafted-schema.ts'
import {parseNewSchema} from '../../../core/schema/schema-file.ts'
import type {SchemaEffect} from '../../../ipc/schema-api.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {Button} from '../../ui/button.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {say, tell} from '../../ui/say.ts'

type Props = {readonly draft: SchemaDraft; readonly onClose: () => void}

/** Brings a draft into force. What somebody changes in it meanwhile stays in it. */
export function PublishDialog({draft, onClose}: Props) {
  const workspace = useWorkspace('project', 'session')
  const {requests} = workspace.host
  const {drafts} = workspace.project
  const [effect, setEffect] = useState<Result<SchemaEffect>>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    let isOpen = true
    const {schema, mappings} = draftedSchema(draft)
    void requests.weighSchema(schema, mappings).then(weighed => {
      if (isOpen) setEffect(weighed)
    })
    return () => {
      isOpen = false
    }
  }, [requests, draft])
  const publish = async (): Promise<void> => {
    const {schema, mappings} = draftedSchema(draft)
    const parsed = parseNewSchema(schema)
    if (!parsed.ok) return setProblem(tell(parsed.error))
    setBusy(true)
    const taken = await requests.takeSchema(schema, mappings, {base: draft.origin.base})
    setBusy(false)
    if (!taken.ok) return setProblem(tell(taken.error))
    const {name, version} = taken.value
    drafts.goOn(draft, {origin: {...draft.origin, from: 'in-force', base: version, schema: {...parsed.value, version}}, edits: new Map()})
    if (drafts.get(draft.id)?.edits.size === 0) drafts.discard(draft.id)
    workspace.toasts.show({text: say('The schema “{name}” is in force now, as version {version}.', {name: inQuotation(name), version}), tone: 'success'})
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      busy={busy}
      title={say('Publish the draft')}
      actions={
        <>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button variant="primary" busy={busy} disabled={effect?.ok !== true} onClick={() => void publish()}>
            {say('Publish')}
          </Button>
        </>
      }
    >
      {problem !== undefined && (
        <Banner tone="error" title={say('That did not work.')}>
          {problem}
        </Banner>
      )}
      {effect?.ok === false && <Banner tone="error" title={tell(effect.error)} />}
      {effect?.ok === true && (
        <ul>
          {effect.value.changes.map(({words}) => (
            <li key={tell(words)}>{tell(words)}</li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
