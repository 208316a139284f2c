import {useEffect, useState} from 'react'
import {useWorkspace} from '../state/use-workspace.ts'
import {JoinDialog} from './join-dialog.tsx'

/** Asks about invitations that were opened outside the window, one after the other. */
export function InvitationsFromOutside() {
  const {host} = useWorkspace()
  const {desktop} = host
  const [links, setLinks] = useState<readonly string[]>([])
  useEffect(() => {
    if (desktop === undefined) return undefined
    const take = (): void => void desktop.takeInvitations().then(taken => taken.ok && taken.value.length > 0 && setLinks(before => [...before, ...taken.value]))
    take()
    return host.onEvent(event => {
      if (event.type === 'invited') take()
    })
  }, [host, desktop])
  const [link] = links
  if (desktop === undefined || link === undefined) return null
  return <JoinDialog key={link} link={link} desktop={desktop} onClose={() => setLinks(before => before.slice(1))} />
}
