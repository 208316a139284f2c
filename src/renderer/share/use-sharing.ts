import {useCallback, useEffect, useState} from 'react'
import type {Invitation, OwnDevices, SharedPerson, ShareStatus} from '../../ipc/share-api.ts'
import type {Result} from '../../core/result.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {useSharingEvents} from './use-sharing-events.ts'
import {tell} from '../ui/say.ts'

export type SharingState = {
  readonly status: ShareStatus | undefined
  readonly people: readonly SharedPerson[]
  /** Absent for those who may not invite. */
  readonly invitations: readonly Invitation[] | undefined
  readonly own: OwnDevices
  readonly problem: string | undefined
  dismiss(): void
  refresh(): Promise<void>
  /** Does something, shows why not, and asks again how things stand. */
  act<T>(asked: Promise<Result<T>>): Promise<T | undefined>
}

/** How the project is shared, asked again whenever the hub says that it changed. */
export function useSharing(): SharingState {
  const {host, project} = useWorkspace()
  const [status, setStatus] = useState<ShareStatus>()
  const [people, setPeople] = useState<readonly SharedPerson[]>([])
  const [invitations, setInvitations] = useState<readonly Invitation[]>()
  const [own, setOwn] = useState<OwnDevices>({devices: [], replaced: []})
  const [problem, setProblem] = useState<string>()

  const refresh = useCallback(async () => {
    const {requests} = host
    const [stands, everybody, invited, devices] = await Promise.all([requests.shareStatus(), requests.people(), requests.invitations(), requests.devices()])
    if (stands.ok) setStatus(stands.value)
    else setProblem(tell(stands.error))
    if (everybody.ok) setPeople(everybody.value)
    setInvitations(invited.ok ? invited.value : undefined)
    if (devices.ok) setOwn(devices.value)
  }, [host])
  useSharingEvents(refresh)
  useEffect(() => project.observe(() => void refresh()), [refresh, project])

  return {
    status,
    people,
    invitations,
    own,
    problem,
    dismiss: () => setProblem(undefined),
    refresh,
    act: async asked => {
      const answer = await asked
      setProblem(answer.ok ? undefined : tell(answer.error))
      await refresh()
      return answer.ok ? answer.value : undefined
    },
  }
}
