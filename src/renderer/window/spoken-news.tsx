import {useEffect, useRef, useSyncExternalStore} from 'react'
import {awaySpoken, mentionSpoken, savedAgainSpoken} from '../annotate/spoken.ts'
import {speakActs} from '../annotate/spoken-acts.ts'
import type {SaveState} from '../state/save-state.ts'
import {useWorkspace} from '../state/use-workspace.ts'

/** Milliseconds that a connection may be away before it is worth a word. */
const PATIENCE = 3_000

const TROUBLE: ReadonlySet<SaveState['kind']> = new Set(['not-saved', 'reconnecting', 'shut-out'])

/** What only screen readers say: this person's acts, her colleagues', and saving where it fails or recovers. */
export function SpokenNews({saving}: {readonly saving: SaveState['kind']}) {
  const workspace = useWorkspace('view', 'mentions')
  const {announcer} = workspace
  const spoken = useSyncExternalStore(announcer.subscribe, announcer.current)
  const article = workspace.current()
  useEffect(() => (article === undefined ? undefined : speakActs(workspace, article)), [workspace, article])

  const unseen = workspace.mentions.unseen()
  const known = useRef<ReadonlySet<string>>(undefined)
  useEffect(() => {
    const fresh = known.current === undefined ? [] : unseen.filter(({comment}) => !known.current?.has(comment))
    known.current = new Set(unseen.map(({comment}) => comment))
    for (const mention of fresh) announcer.tell(mentionSpoken(workspace, mention))
  }, [workspace, announcer, unseen])

  const failed = useRef(false)
  useEffect(() => {
    if (!TROUBLE.has(saving)) {
      if (failed.current && (saving === 'saved' || saving === 'shared' || saving === 'saved-here')) {
        announcer.tell(savedAgainSpoken())
        failed.current = false
      }
      return
    }
    // A banner says the others.
    if (saving !== 'reconnecting') failed.current = true
    else {
      const timer = setTimeout(() => {
        failed.current = true
        announcer.tell(awaySpoken())
      }, PATIENCE)
      return () => clearTimeout(timer)
    }
  }, [announcer, saving])

  return (
    <div className="sr-only" aria-live="polite" data-announcer>
      {spoken.text !== '' && <p key={spoken.nth}>{spoken.text}</p>}
    </div>
  )
}
