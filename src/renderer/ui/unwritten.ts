import {createContext} from 'react'

/** Tells that a field holds text that is not written yet, until the function it gives back is called. */
export type HoldUnwritten = () => () => void

export const UnwrittenContext = createContext<HoldUnwritten>(() => () => {})

/** Keeps for their writer the words that she was typing into a field as it went away by itself. */
export type KeepTyped = (typed: {readonly where: string; readonly text: string}) => void

export const KeepTypedContext = createContext<KeepTyped>(() => {})
