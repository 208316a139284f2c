import {useEffect} from 'react'
import {parseHostEvent} from '../../ipc/host-event.ts'
import {useWorkspace} from '../state/use-workspace.ts'

/** Asks now, and again whenever the hub says that something about sharing changed. `isHere` is false once nobody looks any more. Give the same `ask` as long as it asks the same. */
export function useSharingEvents(ask: (isHere: () => boolean) => Promise<void>): void {
  const {connection} = useWorkspace()
  useEffect(() => {
    let here = true
    const askNow = (): void => void ask(() => here)
    askNow()
    const stop = connection.onEvent(payload => {
      if (parseHostEvent(payload)?.type === 'sharing') askNow()
    })
    return () => {
      here = false
      stop()
    }
  }, [ask, connection])
}
