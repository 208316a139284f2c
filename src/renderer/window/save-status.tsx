import {Check, CheckCheck, CloudOff, HardDrive, LoaderCircle, PenLine, RefreshCw, UserX} from 'lucide-react'
import type {SaveState} from '../state/save-state.ts'
import {say} from '../ui/say.ts'
import './save-status.css'

const WORDS: Readonly<Record<SaveState['kind'], string>> = {
  saved: say('Saved'),
  shared: say('Shared'),
  'saved-here': say('Saved here'),
  saving: say('Saving…'),
  typing: say('Writing…'),
  reconnecting: say('Reconnecting…'),
  'not-saved': say('Not saved'),
  'shut-out': say('Signed out'),
}

const ICONS = {
  saved: Check,
  shared: CheckCheck,
  'saved-here': HardDrive,
  saving: LoaderCircle,
  typing: PenLine,
  reconnecting: RefreshCw,
  'not-saved': CloudOff,
  'shut-out': UserX,
} as const

/** Says whether this person's work is on disk, and why not if it is not. */
export function SaveStatus({state}: {readonly state: SaveState}) {
  const Icon = ICONS[state.kind]
  return (
    <span className="save-status" data-state={state.kind} title={'why' in state ? state.why : undefined}>
      <Icon aria-hidden="true" size="0.875rem" />
      {/* Silent: it changes with every act. Where saving fails or recovers, that is said elsewhere. */}
      <span role="status" aria-live="off" aria-label={say('Saving')}>
        {WORDS[state.kind]}
        {'why' in state && <span className="sr-only">: {state.why}</span>}
      </span>
    </span>
  )
}
