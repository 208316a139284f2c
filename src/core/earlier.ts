import {inCodeUnits} from './code-unit-order.ts'

type Made = {readonly at: number; readonly id: string}

/** The order in which things were made, by the clocks of those who made them; of the same moment by their ids, so that it is the same everywhere. */
export const earlier = (a: Made, b: Made): number => a.at - b.at || inCodeUnits(a.id, b.id)
