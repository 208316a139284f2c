import {DatasetDialog} from '../articles/dataset-dialog.tsx'
import {ImportDialog} from '../articles/import-dialog.tsx'
import {MetadataDialog} from '../articles/metadata-dialog.tsx'
import {ColoursDialog} from '../annotate/colours-dialog.tsx'
import {FinishDialog} from '../annotate/finish-dialog.tsx'
import type {Commands} from '../annotate/commands.ts'
import {LabelAllDialog} from '../claims/label-all-dialog.tsx'
import {LinkDialog} from '../claims/link-dialog.tsx'
import {TargetDialog} from '../claims/target-dialog.tsx'
import {ExportDialog} from '../export/export-dialog.tsx'
import {BringBackDialog} from '../history/bring-back-dialog.tsx'
import {GuidelinesDialog} from '../guideline/guidelines-dialog.tsx'
import {ExampleDialog} from '../inspector/example-dialog.tsx'
import {NoClaimDialog} from '../inspector/no-claim-dialog.tsx'
import {RemovalDialog} from '../inspector/removal-dialog.tsx'
import {ShareDialog} from '../share/share-dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {CheckDialog} from './check-dialog.tsx'
import {KeysDialog} from './keys-dialog.tsx'
import {Palette} from './palette.tsx'
import {ProjectsDialog} from './projects-dialog.tsx'
import type {Screens} from './screen.ts'
import {SettingsDialog} from './settings-dialog.tsx'
import {WelcomeDialog} from './welcome-dialog.tsx'

/** The dialog that stands over the window, if any. */
export function Dialogs({commands, screens}: {readonly commands: Commands; readonly screens: Screens}) {
  const workspace = useWorkspace()
  const {dialog} = workspace.view.get()
  const close = (): void => workspace.view.update(before => (before.dialog === dialog ? {...before, dialog: undefined} : before))
  switch (dialog?.kind) {
    case undefined:
      return null
    case 'welcome':
      return <WelcomeDialog onClose={close} />
    case 'projects':
      return <ProjectsDialog onClose={close} />
    case 'palette':
      return <Palette commands={commands} screens={screens} onClose={close} />
    case 'keys':
      return <KeysDialog screens={screens} onClose={close} />
    case 'guidelines':
      return <GuidelinesDialog key={dialog.part} part={dialog.part} onClose={close} />
    case 'settings':
      return <SettingsDialog onClose={close} />
    case 'colours':
      return <ColoursDialog onClose={close} />
    case 'share':
      return <ShareDialog onClose={close} />
    case 'export':
      return <ExportDialog onClose={close} />
    case 'check':
      return <CheckDialog onClose={close} />
    case 'import':
      return <ImportDialog key={dialog.files.map(file => file.name).join()} files={dialog.files} onClose={close} />
    case 'dataset':
      return <DatasetDialog key={dialog.file?.name} file={dialog.file} onClose={close} />
    case 'metadata':
      return <MetadataDialog article={dialog.article} onClose={close} />
    case 'target':
      return <TargetDialog thenStance={dialog.thenStance} onClose={close} />
    case 'link':
      return <LinkDialog annotation={dialog.annotation} onClose={close} />
    case 'labelAll':
      return <LabelAllDialog annotation={dialog.annotation} onClose={close} />
    case 'remove':
      return <RemovalDialog annotation={dialog.annotation} onClose={close} />
    case 'example':
      return <ExampleDialog annotation={dialog.annotation} onClose={close} />
    case 'bringBack':
      return <BringBackDialog annotation={dialog.annotation} state={dialog.state} onClose={close} />
    case 'noClaim':
      return <NoClaimDialog onClose={close} />
    case 'finish':
      return <FinishDialog article={dialog.article} onClose={close} />
    default:
      return dialog satisfies never
  }
}
