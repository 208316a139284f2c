import {useEffect, useState} from 'react'
import type {Mentions, RegistryUse} from '../../ipc/registry-api.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {pointerKey} from '../../core/annotation/pointers.ts'
import {isBlind} from '../../core/round/blindness.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {tell} from '../ui/say.ts'

/** How often everything of the registry is pointed at, as the hub counts it; asked again when it tells of changes. `undefined` until it has answered, and while a round is closed: it could count her own work alone. */
export function useRegistryUse(): RegistryUse | undefined {
  const workspace = useWorkspace()
  const [use, setUse] = useState<RegistryUse>()
  const summaries = workspace.summaries.get()
  const blind = isBlind(workspace.project.rounds.all())
  const {connected} = workspace.connection.state()
  // biome-ignore lint/correctness/useExhaustiveDependencies: new counts of articles say that something was annotated; asked again once the hub is back
  useEffect(() => {
    if (blind) return setUse(undefined)
    let outdated = false
    void workspace.host.requests.registryUse().then(answer => {
      if (!outdated && answer.ok) setUse(answer.value)
    })
    return () => {
      outdated = true
    }
  }, [workspace, summaries, blind, connected])
  return blind ? undefined : use
}

/** The mentions of some records that the hub knows, from the first on. `problem`: why it does not tell them. */
export function useMentions(of: readonly Pointer[]): {readonly found: Mentions | undefined; readonly problem: string | undefined; readonly more: () => void} {
  const workspace = useWorkspace()
  const [found, setFound] = useState<{readonly key: string; readonly mentions: Mentions}>()
  const [problem, setProblem] = useState<string>()
  const key = of.map(pointerKey).join(' ')
  const {connected} = workspace.connection.state()
  const summaries = workspace.summaries.get()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the records, and new counts for something annotated; asked again once the hub is back
  useEffect(() => {
    let outdated = false
    void workspace.host.requests.mentions(of, 0).then(answer => {
      if (outdated) return
      setProblem(answer.ok ? undefined : tell(answer.error))
      if (answer.ok) setFound({key, mentions: answer.value})
    })
    return () => {
      outdated = true
    }
  }, [workspace, key, summaries, connected])
  const shown = found?.key === key ? found.mentions : undefined
  const more = (): void => {
    if (shown === undefined) return
    void workspace.host.requests.mentions(of, shown.mentions.length).then(answer => {
      setProblem(answer.ok ? undefined : tell(answer.error))
      if (answer.ok) setFound({key, mentions: {total: answer.value.total, mentions: [...shown.mentions, ...answer.value.mentions]}})
    })
  }
  return {found: shown, problem, more}
}
