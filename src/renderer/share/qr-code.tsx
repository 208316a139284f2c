import {encode} from 'uqr'
import {useMemo} from 'react'

/** Modules of white around it, without which cameras do not find it. */
const QUIET = 3

/** A link for a telephone's camera; black on white whatever the theme, as scanners expect. */
export function QrCode({text, label}: {readonly text: string; readonly label: string}) {
  const {size, path} = useMemo(() => {
    const {data, size} = encode(text, {ecc: 'L', border: QUIET})
    return {size, path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')}
  }, [text])
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
