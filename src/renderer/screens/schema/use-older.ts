import {useEffect, useEffectEvent, useRef, useState} from 'react'
import type {Result} from '../../../core/result.ts'
import type {OlderAnnotations, OlderWanted} from '../../../ipc/schema-api.ts'
import {askOlder} from '../../state/ask-older.ts'
import {atMostEvery} from '../../state/at-most-every.ts'
import {useWorkspace} from '../../state/use-workspace.ts'

/** Milliseconds: each asking looks into every set of the project. */
const SELDOM = 3000

export type Older = {
  /** What was found last, of what was wanted then. */
  readonly found: Result<OlderAnnotations> | undefined
  readonly wanted: OlderWanted
  readonly want: (wanted: OlderWanted) => void
}

/** What was made under an older version and means something else since; asked again as a version comes into force, and as anybody says something anew. */
export function useOlder(): Older {
  const workspace = useWorkspace('session')
  const [wanted, want] = useState<OlderWanted>({})
  const [found, setFound] = useState<Result<OlderAnnotations>>()
  const asked = useRef(0)
  const ask = useEffectEvent((of: OlderWanted) => {
    const nth = ++asked.current
    void askOlder(workspace.host, of).then(answer => {
      if (asked.current === nth) setFound(answer)
    })
  })
  useEffect(() => {
    ask(wanted)
    const seldom = atMostEvery(SELDOM, () => ask(wanted))
    let known = workspace.project.schema().version
    const stops = [
      workspace.subscribe(seldom.ask, ['summaries']),
      workspace.subscribe(() => {
        const {version} = workspace.project.schema()
        if (version !== known) ask(wanted)
        known = version
      }, ['project']),
    ]
    return () => {
      seldom.stop()
      for (const stop of stops) stop()
    }
  }, [workspace, wanted])
  return {found, wanted, want}
}
