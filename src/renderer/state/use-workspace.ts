import {createContext, useCallback, useContext, useRef, useSyncExternalStore} from 'react'
import type {Part} from './changes.ts'
import type {Store} from './store.ts'
import type {View} from './view.ts'
import type {Workspace} from './workspace.ts'

export const WorkspaceContext = createContext<Workspace | undefined>(undefined)

function useContextual(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (workspace === undefined) throw new Error('There is no workspace around this component.')
  return workspace
}

/** The project of this window; the component is drawn again after a change of these parts of it, or of any where none is named. */
export function useWorkspace(...parts: readonly Part[]): Workspace {
  const workspace = useContextual()
  const named = parts.length === 0 ? undefined : parts.join()
  const subscribe = useCallback((listener: () => void) => workspace.subscribe(listener, named?.split(',') as Part[] | undefined), [workspace, named])
  useSyncExternalStore(subscribe, () => workspace.version(named?.split(',') as Part[] | undefined))
  return workspace
}

/** Something of what the window shows; the component is drawn again when it is another. `pick` gives a value that is kept as it is, never one made for the asking. */
export function useView<T>(pick: (view: View) => T): T {
  const {view} = useContextual()
  return useSyncExternalStore(view.subscribe, () => pick(view.get()))
}

/** Something made of these parts; the component is drawn again when it is not the same as before. */
export function useMade<T>(parts: readonly [Part, ...Part[]], make: (workspace: Workspace) => T, same: (before: T, now: T) => boolean): T {
  const workspace = useContextual()
  const last = useRef<{readonly value: T}>(undefined)
  const named = parts.join()
  const subscribe = useCallback((listener: () => void) => workspace.subscribe(listener, named.split(',') as Part[]), [workspace, named])
  return useSyncExternalStore(subscribe, () => {
    const value = make(workspace)
    if (last.current === undefined || !same(last.current.value, value)) last.current = {value}
    return last.current.value
  })
}

/** Of values that are plain data. */
export const isSame = (before: unknown, now: unknown): boolean => Object.is(before, now) || JSON.stringify(before) === JSON.stringify(now)

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get)
