import type {Preferences} from './preferences.ts'
import type {Store} from './store.ts'
import type {View} from './view.ts'

/** Calls back when another article comes on screen. */
export function onArticle(view: Store<View>, run: () => void): void {
  let before = view.get().article
  view.subscribe(() => {
    const {article} = view.get()
    if (article === before) return
    before = article
    run()
  })
}

/** Calls back when this person wants annotations painted otherwise. */
export function onPainting(preferences: Store<Preferences>, run: () => void): void {
  const painting = (): string => JSON.stringify([preferences.get().colours, preferences.get().hiddenLayers])
  let before = painting()
  preferences.subscribe(() => {
    if (painting() === before) return
    before = painting()
    run()
  })
}
