import {useLayoutEffect, useRef} from 'react'
import type {Span} from '../../core/text/span.ts'
import {caretBox} from './surface.ts'
import type {Surface} from './surface.ts'

/** A colleague's selection in this article; a span of nothing is a caret. `hue` in degrees. */
export type Presence = {readonly id: string; readonly name: string; readonly hue: number; readonly span: Span}

/** Names at the end of colleagues' selections. Who is here is also listed elsewhere, so they are not read aloud. */
export function PresenceFlags({presence, surface}: {readonly presence: readonly Presence[]; readonly surface: Surface}) {
  const flags = useRef(new Map<string, HTMLElement>())

  useLayoutEffect(() => {
    const place = (): void => {
      for (const {id, span, hue} of presence) {
        const flag = flags.current.get(id)
        const box = caretBox(surface, span.end, span.start < span.end ? 'before' : 'after')
        if (flag === undefined) continue
        flag.hidden = box === undefined
        if (box === undefined) continue
        // Near the right rim the name would be cut off.
        flag.toggleAttribute('data-flipped', box.left > surface.page.clientWidth * 0.75)
        flag.style.translate = `${box.left}px ${box.top}px`
        flag.style.setProperty('--row', `${box.height}px`)
        flag.style.setProperty('--hue', String(hue))
      }
    }
    place()
    return surface.onPainted(place)
  }, [presence, surface])

  return presence.map(({id, name}) => (
    <span
      key={id}
      ref={flag => {
        if (flag !== null) flags.current.set(id, flag)
        return () => {
          flags.current.delete(id)
        }
      }}
      className="article-presence"
      aria-hidden="true"
      hidden
    >
      <span className="article-presence-name">{name}</span>
    </span>
  ))
}
