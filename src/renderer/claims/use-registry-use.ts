import {useEffect, useState} from 'react'
import type {Mentions, RegistryUse} from '../../ipc/registry-api.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {pointerKey} from '../../core/annotation/pointers.ts'
import {isBlind} from '../../core/round/blindness.ts'
import {useWorkspace} from '../state/use-workspace.ts'

/** How often everything of the registry is pointed at, as the hub counts it; asked again when it tells of changes. `undefined` until it has answered, and while a round is closed: it could count her own work alone. */
export function useRegistryUse(): RegistryUse | undefined {
  const workspace = useWorkspace()
  const [use, setUse] = useState<RegistryUse>()
  const summaries = workspace.summaries.get()
  const blind = isBlind(workspace.project.rounds.all())
  // biome-ignore lint/correctness/useExhaustiveDependencies: new counts of articles say that something was annotated
  useEffect(() => {
    if (blind) return setUse(undefined)
    let outdated = false
    void workspace.host.requests.registryUse().then(answer => {
      if (!outdated && answer.ok) setUse(answer.value)
    })
    return () => {
      outdated = true
    }
  }, [workspace, summaries, blind])
  return blind ? undefined : use
}

/** The mentions of some records that the hub knows, from the first on. */
export function useMentions(of: readonly Pointer[]): {readonly found: Mentions | undefined; readonly more: () => void} {
  const workspace = useWorkspace()
  const [found, setFound] = useState<{readonly key: string; readonly mentions: Mentions}>()
  const key = of.map(pointerKey).join(' ')
  const summaries = workspace.summaries.get()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the records, and new counts for something annotated
  useEffect(() => {
    let outdated = false
    void workspace.host.requests.mentions(of, 0).then(answer => {
      if (!outdated && answer.ok) setFound({key, mentions: answer.value})
    })
    return () => {
      outdated = true
    }
  }, [workspace, key, summaries])
  const shown = found?.key === key ? found.mentions : undefined
  const more = (): void => {
    if (shown === undefined) return
    void workspace.host.requests.mentions(of, shown.mentions.length).then(answer => {
      if (answer.ok) setFound({key, mentions: {total: answer.value.total, mentions: [...shown.mentions, ...answer.value.mentions]}})
    })
  }
  return {found: shown, more}
}
