import {useCallback, useState} from 'react'
import type {Sentence} from '../../core/language/message.ts'
import {Banner} from '../ui/banner.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {useSharingEvents} from './use-sharing-events.ts'
import {say} from '../ui/say.ts'

/** Says that colleagues do not reach the project any more, where they did before it was opened anew. */
export function SharingNews() {
  const {host, view} = useWorkspace()
  const [why, setWhy] = useState<Sentence>()
  const ask = useCallback(
    async (isHere: () => boolean) => {
      const status = await host.requests.shareStatus()
      if (isHere() && status.ok) setWhy(status.value.network.state === 'off' ? status.value.network.why : undefined)
    },
    [host],
  )
  useSharingEvents(ask)
  if (why === undefined) return null
  const look = (): void => view.update(before => ({...before, dialog: {kind: 'share'}}))
  return (
    <Banner tone="warning" title={say('Colleagues do not reach this project.')} action={{label: say('Share…'), run: look}} onDismiss={() => setWhy(undefined)}>
      {say('It was shared before, and could not be shared again: {why}', {why})}
    </Banner>
  )
}
