import type {CSSProperties} from 'react'
import {initials, personHue} from './person-hue.ts'
import './avatar.css'

export const hueStyle = (id: string): CSSProperties => ({'--hue': personHue(id)}) as CSSProperties

/** A person's initials on her colour. Her name stands beside it, or names what it is in: the letters are drawn, not text. */
export function Avatar({id, name, small = false}: {readonly id: string; readonly name: string; readonly small?: boolean}) {
  return <span className="avatar" data-initials={initials(name)} data-small={small || undefined} style={hueStyle(id)} aria-hidden="true" />
}
