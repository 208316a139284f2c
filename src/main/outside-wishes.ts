import type {App} from 'electron'
import type {Sentence} from '../core/language/message.ts'
import type {Opening} from './opening.ts'
import type {Started, ToOpen} from './open-files.ts'
import {invitation, parseStarted, whatToOpen} from './open-files.ts'

/** What the user asks for through the system: arguments, a second start, a file or link opened elsewhere, the dock. */
export interface OutsideWishes {
  /** Serves the wishes so far, shows some project if that opened none, and serves those to come. */
  serve(opener: Opening, given: {hasWindow(): boolean; giveUp(reason: Sentence): Promise<void>}): void
}

/** Listens from the first moment: macOS tells which file was double-clicked before the app is ready. */
export function outsideWishes(app: App, started: Started): OutsideWishes {
  const waiting: Promise<readonly ToOpen[]>[] = [whatToOpen(started)]
  let take = (wish: Promise<readonly ToOpen[]>): void => void waiting.push(wish)
  const wish = (things: Promise<readonly ToOpen[]>): void => take(things)

  app.on('second-instance', (_event, _argv, _folder, data) => {
    // From another version it may be anything; that somebody started the app again is still a wish to see it.
    const other = parseStarted(data)
    wish(other === undefined ? Promise.resolve([]) : whatToOpen(other))
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    wish(whatToOpen({args: [path], folder: '/'}))
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    wish(Promise.resolve([invitation(url)]))
  })
  app.on('activate', () => wish(Promise.resolve([])))

  return {
    serve: (opener, {hasWindow, giveUp}) => {
      let turn = Promise.resolve()
      take = things => {
        turn = turn.then(async () => {
          const wanted = await things
          const articlesOnly = wanted.every(({kind}) => kind !== 'project')
          if (articlesOnly && !hasWindow()) await show()
          await opener.open(wanted)
          if (!hasWindow()) await show()
        })
      }
      const show = async (): Promise<void> => {
        const shown = await opener.openAny()
        if (!shown.ok) await giveUp(shown.error)
      }
      for (const things of waiting.splice(0)) take(things)
    },
  }
}
