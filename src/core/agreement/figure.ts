import {message} from '../language/message.ts'
import type {Message} from '../language/message.ts'

/** Why a figure has no value, what is nearest to one first. Never 0, 1 or NaN in its place. */
const REASONS = ['one-label', 'nothing-labelled', 'no-spans', 'nothing-judged-twice', 'one-annotator'] as const
export type Undefined = (typeof REASONS)[number]

/** What a measure gives: a number, or why there is none. */
export type Figure = {readonly value: number} | {readonly undefined: Undefined}

export const figure = (value: number): Figure => ({value})
export const noFigure = (reason: Undefined): Figure => ({undefined: reason})

export const isDefined = (given: Figure): given is {readonly value: number} => 'value' in given

export function whyUndefined(reason: Undefined): Message {
  switch (reason) {
    case 'nothing-judged-twice':
      return message('Nothing was judged by two annotators.')
    case 'one-label':
      return message('Only one label was given, so agreement by chance is complete and nothing can be said beyond it.')
    case 'no-spans':
      return message('Nobody marked anything.')
    case 'one-annotator':
      return message('There is only one annotator.')
    case 'nothing-labelled':
      return message('This label was not given where two annotators marked the same words.')
    default:
      return reason satisfies never
  }
}

/** The mean of those that have a value; where none has, why, whichever came first. */
export function meanFigure(figures: readonly Figure[]): Figure {
  const values = figures.filter(isDefined).map(({value}) => value)
  if (values.length > 0) return figure(values.reduce((sum, value) => sum + value, 0) / values.length)
  const reasons = new Set(figures.map(each => ('undefined' in each ? each.undefined : undefined)))
  return noFigure(REASONS.find(reason => reasons.has(reason)) ?? 'nothing-judged-twice')
}
