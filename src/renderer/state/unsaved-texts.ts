import * as z from 'zod'
import {jsonValue} from '../../core/json/json-text.ts'
import type {HubConnection, OpenDocument} from '../../sync/hub-connection.ts'
import type {Store} from './store.ts'
import {createStore} from './store.ts'

/** Words that a person wrote, and where. `why`: why they cannot stand there, where that is known. */
export type UnsavedText = {readonly where: string; readonly text: string; readonly why?: string | undefined}

/** What a person wrote that the hub will not take: kept where she can copy it until she has, also when the page begins again. */
export interface UnsavedTexts {
  readonly lost: Store<readonly UnsavedText[]>
  /** It stands in a document of this window, and waits for the hub, perhaps in the place of what she had written there by her last pause. */
  wrote(document: OpenDocument, text: UnsavedText, insteadOf?: string): void
  /** It stands nowhere: she may not write there any more. */
  keep(text: UnsavedText): void
  /** It stands where it was meant to again: nobody is asked to copy it any more. `false`: she has put it away. */
  takeBack(text: UnsavedText): boolean
  /** The hub does not take what was written into this document. */
  refused(document: OpenDocument): void
}

/** Where the texts stand in the storage of a tab. */
const KEY = 'claimlight.unsaved'

const shape = z.array(z.object({where: z.string(), text: z.string(), why: z.string().optional()}))

export function keptTexts(storage: Pick<Storage, 'getItem' | 'setItem'>): Store<readonly UnsavedText[]> {
  const kept = createStore<readonly UnsavedText[]>(shape.safeParse(jsonValue(storage.getItem(KEY) ?? '[]')).data ?? [])
  kept.subscribe(() => storage.setItem(KEY, JSON.stringify(kept.get())))
  return kept
}

export function unsavedTexts(lost: Store<readonly UnsavedText[]>, connection: HubConnection): UnsavedTexts {
  const waiting = new Map<OpenDocument, readonly UnsavedText[]>()
  const keep = (...texts: readonly UnsavedText[]): void => {
    const isKnown = ({where, text}: UnsavedText): boolean => lost.get().some(each => each.where === where && each.text === text)
    const fresh = texts.filter(each => each.text.trim() !== '' && !isKnown(each)).map(({where, text, why}) => ({where, text, ...(why !== undefined && {why})}))
    if (fresh.length > 0) lost.update(before => [...before, ...fresh])
  }
  const takeBack = (text: UnsavedText): boolean => {
    const others = lost.get().filter(each => each.where !== text.where || each.text !== text.text)
    const isThere = others.length < lost.get().length
    if (isThere) lost.set(others)
    return isThere
  }
  const refused = (document: OpenDocument): void => {
    const texts = waiting.get(document) ?? []
    waiting.delete(document)
    keep(...texts)
  }
  const settle = (): void => {
    const isShutOut = connection.state().shutOut !== undefined
    for (const document of [...waiting.keys()]) {
      if (document.unsynced()) {
        if (isShutOut) refused(document)
        continue
      }
      for (const text of waiting.get(document) ?? []) takeBack(text)
      waiting.delete(document)
    }
  }
  connection.observe(settle)
  return {
    lost,
    wrote: (document, text, insteadOf) => {
      const others = (waiting.get(document) ?? []).filter(each => each.where !== text.where || each.text !== insteadOf)
      waiting.set(document, [...others, text])
      settle()
    },
    keep,
    takeBack,
    refused,
  }
}
