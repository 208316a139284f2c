import {expect, test} from 'vitest'
import {fromTo} from '../../src/core/text/from-to.ts'

/** As UAX 9 has it: isolates, of a direction of their own and of that of what is in them. */
const [LEFT_TO_RIGHT, OWN, END] = ['\u2066', '\u2068', '\u2069']

test('an arrow goes from the first to the second whatever way their letters run', () => {
  expect(fromTo('Zoë 🧊', '和平')).toBe('Zoë 🧊 → 和平')
  for (const [from, to] of [
    ['نتنياهو', 'حماس'],
    ['Trump', 'השלום'],
    ['“ܫܠܡܐ”', 'Sea ice'],
    ['𞤀𞤁', '和平'],
  ] as const)
    expect(fromTo(from, to)).toBe(`${LEFT_TO_RIGHT}${OWN}${from}${END} → ${OWN}${to}${END}${END}`)
})
