import {useCallback, useState} from 'react'
import type {Result} from '../../core/result.ts'
import type {FolderOffer, FolderStatus} from '../../ipc/folder-api.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {useSharingEvents} from './use-sharing-events.ts'
import {tell} from '../ui/say.ts'

export type FolderState = {
  /** Absent until it is known, and for those who do not sit at the computer of the project. */
  readonly status: FolderStatus | undefined
  readonly busy: boolean
  /** Why the last request was refused. */
  readonly problem: string | undefined
  /** What there is to join; `undefined` where that is refused. */
  look(path: string, passphrase: string): Promise<FolderOffer | undefined>
  /** Makes a project and opens it where windows can be opened; its path. */
  make(asked: () => Promise<Result<string>>): Promise<string | undefined>
  /** Does something and shows how things stand then. Whether it was done. */
  act(asked: () => Promise<Result<FolderStatus>>): Promise<boolean>
}

/** How the shared folder stands, asked again whenever the hub says that it changed. */
export function useFolder(): FolderState {
  const {host} = useWorkspace()
  const [status, setStatus] = useState<FolderStatus>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  const refresh = useCallback(async () => {
    const answer = await host.requests.folderStatus()
    if (answer.ok) setStatus(answer.value)
  }, [host])
  useSharingEvents(refresh)

  return {
    status,
    busy,
    problem,
    look: async (path, passphrase) => {
      setBusy(true)
      const answer = await host.requests.lookAtFolder(path, passphrase)
      setBusy(false)
      setProblem(answer.ok ? undefined : tell(answer.error))
      return answer.ok ? answer.value : undefined
    },
    make: async asked => {
      setBusy(true)
      const answer = await asked()
      const opened = answer.ok ? await host.desktop?.openProject(answer.value) : undefined
      setBusy(false)
      setProblem(!answer.ok ? tell(answer.error) : opened?.ok === false ? tell(opened.error) : undefined)
      return answer.ok ? answer.value : undefined
    },
    act: async asked => {
      setBusy(true)
      const answer = await asked()
      setBusy(false)
      setProblem(answer.ok ? undefined : tell(answer.error))
      await refresh()
      return answer.ok
    },
  }
}
