import {useEffect, useState} from 'react'
import {parseHostEvent} from '../../ipc/host-event.ts'
import {Banner} from '../ui/banner.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'

/** Says that colleagues do not reach the project any more, where they did before it was opened anew. */
export function SharingNews() {
  const {host, connection, view} = useWorkspace()
  const [why, setWhy] = useState<string>()
  useEffect(() => {
    let isHere = true
    const ask = async (): Promise<void> => {
      const status = await host.requests.shareStatus()
      if (isHere && status.ok) setWhy(status.value.network.state === 'off' ? status.value.network.why : undefined)
    }
    void ask()
    const stop = connection.onEvent(payload => {
      if (parseHostEvent(payload)?.type === 'sharing') void ask()
    })
    return () => {
      isHere = false
      stop()
    }
  }, [host, connection])
  if (why === undefined) return null
  const look = (): void => view.update(before => ({...before, dialog: {kind: 'share'}}))
  return (
    <Banner tone="warning" title="Colleagues do not reach this project." action={{label: 'Share…', run: look}} onDismiss={() => setWhy(undefined)}>
      It was shared before, and could not be shared again: {why}
    </Banner>
  )
}
