import {useLayoutEffect, useState} from 'react'
import {partsOf} from '../../core/text/extent.ts'
import type {PartHandlesProps} from './part-handles.tsx'
import {PartHandles} from './part-handles.tsx'

/** The handles of the selected annotation: two at each of its parts, which may come and go while it is selected. */
export function ResizeHandles(props: Omit<PartHandlesProps, 'at'>) {
  const {id, highlights, surface} = props
  const [count, setCount] = useState(1)

  useLayoutEffect(() => {
    const countParts = (): void => setCount(partsOf(highlights.get(id) ?? {start: 0, end: 0}).length)
    countParts()
    return surface.onPainted(countParts)
  }, [id, highlights, surface])

  // biome-ignore lint/suspicious/noArrayIndexKey: a part has no identity but its place among the others
  return Array.from({length: count}, (_, at) => <PartHandles key={`part ${at}`} {...props} at={at} />)
}
