import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {paragraphAt, paragraphs} from '../../src/core/text/paragraph.ts'
import {slice} from '../../src/core/text/span.ts'

test('[PA1] a line ends at LF, U+2028, U+2029, NEL, form feed and vertical tab, and no offset moves', () => {
  const text = 'One 👩‍👩‍👧.\nثلاثة.\u2028Three.\u2029Four.\u0085Five.\fSix.\vSeven.'
  const lines = paragraphs(text)
  expect(lines.map(line => slice(text, line))).toEqual(['One 👩‍👩‍👧.', 'ثلاثة.', 'Three.', 'Four.', 'Five.', 'Six.', 'Seven.'])
  expect(paragraphAt(lines, text.indexOf('Four'))).toBe(3)
})

test('[PA1] lines and the one character between each two make the text again (seed 20261127)', () => {
  fc.assert(
    fc.property(fc.string({unit: fc.constantFrom('a', 'é', '🎉', '\n', '\u2028', '\u2029', '\u0085', '\f', ' ', '\t')}), text => {
      const lines = paragraphs(text)
      expect(lines.map((line, at) => `${slice(text, line)}${lines[at + 1] === undefined ? '' : text.charAt(line.end)}`).join('')).toBe(text)
      for (const [at, line] of lines.entries()) expect(line.start).toBe(at === 0 ? 0 : (lines[at - 1]?.end ?? 0) + 1)
    }),
    {seed: 20261127},
  )
})
