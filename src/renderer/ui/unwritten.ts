import {createContext} from 'react'

/** Tells that a field holds text that is not written yet, until the function it gives back is called. */
export type HoldUnwritten = () => () => void

export const UnwrittenContext = createContext<HoldUnwritten>(() => () => {})
