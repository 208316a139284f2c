import {Download} from 'lucide-react'
import type {CodebookFormat} from '../../../core/schema/codebook-format.ts'
import {CODEBOOK_FORMATS, isCodebookFormat} from '../../../core/schema/codebook-format.ts'
import type {CodebookOf} from '../../../ipc/schema-api.ts'
import {saveFile} from '../../export/save-file.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Menu} from '../../ui/menu.tsx'
import {readLanguages, say, tell} from '../../ui/say.ts'

/** No ending of a codebook to print. */
const FILE = 'json'

/** A schema as it is, or as a draft would be, which nobody has checked. */
type Written = {readonly version: number; readonly mappings?: unknown}

/** Saves a codebook, to print or for other programs, or its schema as a file. */
export function CodebookMenu({of, schema}: {readonly of: CodebookOf; readonly schema: Written}) {
  const workspace = useWorkspace()
  const {host, toasts} = workspace
  const failed = (text: string): void => void toasts.show({text, tone: 'error', subject: 'codebook'})
  const saveSchema = async (): Promise<void> => {
    // What this project has mapped says nothing elsewhere.
    const {mappings: _mappings, ...file} = schema
    const name = of.kind === 'draft' ? 'schema-draft.json' : `schema-${schema.version}.json`
    const saved = await saveFile(host, {name, text: `${JSON.stringify(file, null, 2)}\n`}, document)
    if (!saved.ok) failed(tell(saved.error))
  }
  const saveCodebook = async (format: CodebookFormat): Promise<void> => {
    const made = await host.requests.codebook(of, format, readLanguages())
    if (!made.ok) return failed(tell(made.error))
    const saved = await saveFile(host, {name: made.value.name, text: made.value.text}, document)
    if (!saved.ok) failed(tell(saved.error))
  }
  const formats = Object.entries(CODEBOOK_FORMATS).map(([id, title]) => ({id, label: tell(title)}))
  return (
    <Menu
      label={say('Save…')}
      variant="plain"
      items={[...formats, {id: FILE, label: say('Schema as a file (.json)'), icon: <Download aria-hidden="true" />, separated: true}]}
      onChoose={id => void (isCodebookFormat(id) ? saveCodebook(id) : saveSchema())}
    />
  )
}
