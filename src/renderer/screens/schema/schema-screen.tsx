import {useState} from 'react'
import type {Commands} from '../../annotate/commands.ts'
import {useView, useWorkspace} from '../../state/use-workspace.ts'
import {say} from '../../ui/say.ts'
import {Tabs} from '../../ui/tabs.tsx'
import {CodebookView} from './codebook-view.tsx'
import {OlderView} from './older-view.tsx'
import {PublishDialog} from './publish-dialog.tsx'
import {useOlder} from './use-older.ts'
import {VersionsView} from './versions-view.tsx'
import './schema-screen.css'

type View = 'codebook' | 'versions' | 'older'

/** What can be marked and said in the project: its drafts, its versions, and what was made under an older one. */
export function SchemaScreen({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace('project', 'drafts', 'session')
  const [view, setView] = useState<View>('codebook')
  const [publishing, setPublishing] = useState(false)
  const older = useOlder()
  const many = older.found?.ok === true ? older.found.value.total : 0
  const {draft: open} = useView(({codebook}) => codebook)
  const draft = open === undefined || !workspace.mayManage() ? undefined : workspace.project.drafts.get(open)
  const openDraft = (id: string | undefined): void => {
    workspace.view.update(before => ({...before, codebook: id === undefined ? {} : {draft: id}}))
    setView('codebook')
  }
  return (
    <main className="schema-screen" aria-label={say('Schema')}>
      <Tabs
        label={say('Schema')}
        tabs={[
          {id: 'codebook', title: say('Codebook')},
          {id: 'versions', title: say('Versions')},
          {id: 'older', title: many === 0 ? say('To look at again') : say('To look at again ({many, number})', {many})},
        ]}
        chosen={view}
        onChoose={setView}
      >
        {view === 'codebook' && <CodebookView commands={commands} draft={draft} onDraft={openDraft} onPublish={() => setPublishing(true)} />}
        {view === 'versions' && <VersionsView onDraft={openDraft} />}
        {view === 'older' && <OlderView older={older} />}
      </Tabs>
      {publishing && draft !== undefined && <PublishDialog draft={draft} onClose={() => setPublishing(false)} />}
    </main>
  )
}
