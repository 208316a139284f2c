import {expect, test} from 'vitest'
import arabic from '../../resources/languages/ar.json' with {type: 'json'}
import {languageIn} from '../../src/core/language/language.ts'
import {fromTo} from '../../src/core/text/from-to.ts'

/** As UAX 9 has it: isolates, of a direction of their own and of that of what is in them. */
const [LEFT_TO_RIGHT, OWN, END] = ['\u2066', '\u2068', '\u2069']

test('an arrow goes from the first to the second whatever way their letters run', () => {
  expect(`${fromTo('Zoë 🧊', '和平')}`).toBe('Zoë 🧊 → 和平')
  for (const [from, to] of [
    ['نتنياهو', 'حماس'],
    ['Trump', 'השלום'],
    ['“ܫܠܡܐ”', 'Sea ice'],
    ['𞤀𞤁', '和平'],
  ] as const)
    expect(`${fromTo(from, to)}`).toBe(`${LEFT_TO_RIGHT}${OWN}${from}${END} → ${OWN}${to}${END}${END}`)
})

test('for whoever reads from right to left it goes from the right, with its arrow turned, whatever is named', () => {
  const {tell} = languageIn('ar', arabic)
  for (const [from, to] of [
    ['المنفذ', 'Sea ice'],
    ['Zoë', '和平'],
  ] as const)
    expect(tell(fromTo(from, to)).replace(/[\u2068\u2069]/g, '')).toBe(`\u2067${from} ← ${to}`)
})
