import {createContext, useContext, useSyncExternalStore} from 'react'
import type {Store} from './store.ts'
import type {Workspace} from './workspace.ts'

export const WorkspaceContext = createContext<Workspace | undefined>(undefined)

/** The project of this window; the component is drawn again after any change. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (workspace === undefined) throw new Error('There is no workspace around this component.')
  useSyncExternalStore(workspace.subscribe, workspace.version)
  return workspace
}

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get)
