import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {identicalMentions} from '../../src/core/text/identical-mentions.ts'
import {snapToGraphemes} from '../../src/core/text/segmentation.ts'
import {selectorOf} from '../../src/core/annotation/selector.ts'
import {slice} from '../../src/core/text/span.ts'
import {nameForm, textForm, withoutEdges} from '../../src/core/text/text-form.ts'
import {anyText} from './unicode.ts'

const mentions = (text: string, quote: string, matchCase = true): string[] =>
  identicalMentions(text, quote, {wholeWords: true, matchCase, taken: []}).map(span => slice(text, span))

describe('[TF1] two ways of writing a name are the same', () => {
  test.each([
    ['a no-break space', 'Donald Trump', 'Donald\u00a0Trump'],
    ['a narrow no-break space', 'Donald Trump', 'Donald\u202fTrump'],
    ['two spaces', 'Donald Trump', 'Donald  Trump'],
    ['a line end', 'Donald Trump', 'Donald\nTrump'],
    ['a line separator', 'Donald Trump', 'Donald\u2028Trump'],
    ['a typographic apostrophe', "O'Brien", 'O’Brien'],
    ['a modifier letter as apostrophe', "Ка'бул", 'Каʼбул'],
    ['soft hyphens', 'Netanyahu', 'Ne\u00adtan\u00adyahu'],
    ['zero-width spaces', 'Netanyahu', 'Netan\u200byahu'],
    ['a byte order mark', 'Netanyahu', 'Netan\ufeffyahu'],
    ['direction marks', 'Trump', 'T\u200erump'],
    ['a joiner', 'می\u200cخواهم', 'میخواهم'],
    ['a no-break hyphen', 'Al-Jazeera', 'Al\u2011Jazeera'],
    ['an en dash', 'Israel-Hamas', 'Israel–Hamas'],
    ['gershayim', 'צה"ל', 'צה״ל'],
    ['maqaf', 'תל-אביב', 'תל־אביב'],
    ['vowel points', 'שלום', 'שָׁלוֹם'],
    ['vowel points', 'محمد', 'مُحَمَّد'],
    ['tatweel', 'محمد', 'محـــمد'],
    ['full width', 'NATO', 'ＮＡＴＯ'],
    ['half width', 'サンパウロ', 'ｻﾝﾊﾟｳﾛ'],
    ['a ligature', 'official', 'oﬃcial'],
    ['a variation selector', 'ℹ info', 'ℹ\ufe0f info'],
  ])('with %s', (_what, quote, other) => {
    expect(nameForm(other, 'written')).toBe(nameForm(quote, 'written'))
    expect(mentions(`Yes: ${other} (${quote}).`, quote)).toEqual([other, quote])
    expect(mentions(`Yes: ${quote} (${other}).`, other)).toEqual([quote, other])
  })

  test.each([
    ['an accent', 'Ramon', 'Ramón'],
    ['a stroke', 'Lodz', 'Łódź'],
    ['a voicing mark', 'パリ', 'バリ'],
    ['a vowel sign', 'कमल', 'कोमल'],
    ['a hamza', 'احمد', 'أحمد'],
    ['й', 'мой', 'мои'],
    ['an em dash', 'a-b', 'a—b'],
    ['an emoji made of several', '👩👧', '👩‍👧'],
    ['the flag of another country', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['case', 'US', 'us'],
  ])('but not with another letter or sign: %s', (_what, quote, other) => {
    expect(nameForm(other, 'written')).not.toBe(nameForm(quote, 'written'))
    expect(mentions(`Yes: ${other}.`, quote)).toEqual([])
  })

  test('in any case where case does not matter, ß and sigma and dotless ı too', () => {
    expect(mentions('STRASSE Straße straße', 'Straße', false)).toEqual(['STRASSE', 'Straße', 'straße'])
    expect(mentions('ΟΔΥΣΣΕΥΣ Οδυσσευς', 'Οδυσσευς', false)).toEqual(['ΟΔΥΣΣΕΥΣ', 'Οδυσσευς'])
    expect(mentions('DİYARBAKIR Diyarbakır', 'Diyarbakır', false)).toEqual(['DİYARBAKIR', 'Diyarbakır'])
  })
})

describe('[TF2] a word is whole', () => {
  test('behind the elided articles of French, Italian and Catalan', () => {
    expect(mentions("l’Iran, d'Iran, dell’Iran, all'Iran, qu’Iran, jusqu'Iran, nell’Iran; O’Iran, xIran", 'Iran')).toHaveLength(7)
  })

  test('before the case endings of Turkish, Finnish and Swedish, and no contraction', () => {
    expect(mentions("Trump'ın Trump’dan Trump'a Trump'la Trump'ınki? Trump’lar Trump'ken Trumpın", 'Trump')).toHaveLength(5)
    expect(mentions('EU:n, EU:s, EU: Euro 9:30', 'EU')).toHaveLength(3)
    expect(mentions("We don't. O'Brien rock'n'roll", 'don')).toEqual([])
    expect(mentions("We don't. O'Brien rock'n'roll", 'O')).toEqual([])
    expect(mentions("We don't. O'Brien rock'n'roll", 'rock')).toEqual([])
  })
})

describe('[TF3] places in the form lead back to places in the text', () => {
  const piece = fc.constantFrom(
    'Trump',
    ' ',
    '\u00a0',
    '  \n',
    '\u00ad',
    '\u200b',
    '\u200d',
    '\ufeff',
    '’',
    "'",
    'ß',
    'é',
    'e\u0301',
    '👩‍👩‍👧',
    'ｶﾞ',
    'ガ',
    'ﬃ',
    'שָׁ',
    'مُ',
    'ـ',
    '和',
    '\u2028',
    'को',
    '\u200e',
    '-',
    '\u2011',
    'İ',
    '…',
  )
  const text = fc.array(piece, {maxLength: 40}).map(parts => parts.join('').normalize('NFC'))

  test('each unit of the form is one of the character it stands for, and the spans it gives slice to words of the same form (seed 20261127)', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('written' as const, 'caseless' as const, 'letters' as const), fc.nat(), fc.nat(), (whole, likeness, a, b) => {
        const {form, starts, ends} = textForm(whole, likeness)
        expect([starts.length, ends.length]).toEqual([form.length, form.length])
        for (let i = 0; i < form.length; i++) {
          expect(ends[i]).toBeGreaterThan(starts[i] as number)
          if (i > 0) expect(starts[i]).toBeGreaterThanOrEqual(starts[i - 1] as number)
        }
        if (form === '') return
        const [first, last] = [a % form.length, b % form.length].sort((x, y) => x - y) as [number, number]
        const span = {start: starts[first] as number, end: ends[last] as number}
        const [from, to] = [starts.indexOf(span.start), ends.lastIndexOf(span.end) + 1]
        expect(nameForm(slice(whole, span), likeness)).toBe(withoutEdges(form.slice(from, to)))
      }),
      {numRuns: 500, seed: 20261127},
    )
  })

  test('every mention is found again by its own quote, is whole and has a selector (seed 20261128)', () => {
    fc.assert(
      fc.property(text, piece, (whole, word) => {
        for (const matchCase of [true, false])
          for (const span of identicalMentions(whole, word, {wholeWords: false, matchCase, taken: []})) {
            expect(nameForm(slice(whole, span), matchCase ? 'written' : 'caseless')).toBe(nameForm(word, matchCase ? 'written' : 'caseless'))
            expect(selectorOf(whole, span).ok).toBe(true)
            expect(snapToGraphemes(whole, span)).toEqual(span)
          }
      }),
      {numRuns: 500, seed: 20261128},
    )
  })
})

test('a line has the same form alone and among others, so that it does not matter what was read a letter at a time (seed 20261130)', () => {
  const forms = ['written', 'caseless', 'letters'] as const
  const isBare = (line: string): boolean => forms.every(likeness => /^[^ ](?:.*[^ ])?$/su.test(textForm(line, likeness).form))
  fc.assert(
    fc.property(fc.array(anyText.filter(isBare), {minLength: 1, maxLength: 4}), lines => {
      for (const likeness of forms) expect(textForm(lines.join('\n'), likeness).form).toBe(lines.map(line => textForm(line, likeness).form).join(' '))
    }),
    {numRuns: 150, seed: 20261130},
  )
})

test('[TF4] invisible characters at the edges of a selection are left out of the quote', () => {
  const around = 'a \u200eTrump\u00ad\u200b b \ufeff\u2067می\u200cخواهم\u2069 می\u200cخ'
  const quoteOf = (start: number, end: number): string => slice(around, snapToGraphemes(around, {start, end}))
  expect(quoteOf(1, 10)).toBe('Trump')
  expect(quoteOf(around.indexOf('\ufeff'), around.indexOf('\u2069') + 1)).toBe('می\u200cخواهم')
  const last = around.lastIndexOf('می')
  expect(quoteOf(last, last + 3)).toBe('می')
  expect(quoteOf(8, 10)).toBe('')
})
