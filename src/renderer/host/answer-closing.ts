import type {HubConnection} from '../../sync/hub-connection.ts'
import type {Host} from './host.ts'

/**
 * When the desktop is about to close the window: what is being typed counts as entered, and the desktop is told once everything
 * is on disk. A window without a `connection` yet has nothing to save.
 */
export function answerClosing(host: Host, connection: () => HubConnection | undefined): void {
  const {desktop} = host
  if (desktop === undefined) return
  host.onEvent(event => {
    if (event.type !== 'closing') return
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const hub = connection()
    if (hub?.state().unsynced !== true) return void desktop.reportSaved()
    const stop = hub.observe(() => {
      if (hub.state().unsynced) return
      stop()
      void desktop.reportSaved()
    })
  })
}
