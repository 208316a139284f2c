import type {Hue} from './hue.ts'
import './line-swatch.css'

export type LinePattern = 'solid' | 'dotted' | 'dashed' | 'double' | 'wavy'

const LINES: {readonly [pattern in LinePattern]: string} = {
  solid: 'M1 9.5h12',
  dotted: 'M1.5 9.5h.01M4.5 9.5h.01M7.5 9.5h.01M10.5 9.5h.01M12.6 9.5h.01',
  dashed: 'M1 9.5h4M9 9.5h4',
  double: 'M1 8h12M1 10.75h12',
  wavy: 'M1 9.5q1.5-2.4 3 0t3 0t3 0t3 0',
}

/** A piece of highlight as it looks in the text: its tint and its line, so that layers differ without colour too. */
export function LineSwatch({hue, line = 'solid', weight}: {readonly hue: Hue; readonly line?: LinePattern; readonly weight?: 'thin' | 'thick' | undefined}) {
  return (
    <svg className="line-swatch" data-hue={hue} data-weight={weight} viewBox="0 0 14 12" aria-hidden="true">
      <rect width="14" height="12" rx="2.5" />
      <path d={LINES[line]} />
    </svg>
  )
}
