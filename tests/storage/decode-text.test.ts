import {readdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {MAX_ARTICLE_BYTES, normalText} from '../../src/core/article/article.ts'
import type {EncodingOffer, TextEncoding} from '../../src/core/text/text-encoding.ts'
import {decodeText} from '../../src/storage/texts/decode-text.ts'
import {MIXED_TEXT} from '../support/builders.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le')
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const western = (text: string): Buffer =>
  Buffer.from([...text].map(character => ({'’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80})[character] ?? character.charCodeAt(0)))

const textOf = (bytes: Uint8Array, encoding: TextEncoding | null = null): unknown => {
  const decoded = decodeText(bytes, encoding)
  return decoded.ok ? ('text' in decoded.value ? decoded.value.text : decoded.value) : `${decoded.error}`
}
const warningsOf = (text: string): readonly string[] => {
  const decoded = decodeText(utf8(text), null)
  if (!decoded.ok || !('text' in decoded.value)) throw new Error('It was not taken.')
  return decoded.value.warnings
}

const offerFor = (bytes: Uint8Array): EncodingOffer => {
  const decoded = decodeText(bytes, null)
  if (!decoded.ok || !('offer' in decoded.value)) throw new Error(`It was not offered: ${JSON.stringify(decoded)}`)
  return decoded.value.offer
}
const offeredAs = (bytes: Uint8Array): readonly TextEncoding[] => offerFor(bytes).readings.map(({encoding}) => encoding)

const GERMAN = 'Der Präsident sagte, die Gespräche über die Ukraine seien „schwierig“.'
const FRENCH = 'Le président a dit : “c’est déjà l’été” – voilà, à 3 € près.\r\nIl était là.\r\n'
const FLOODED = `e${'\u0301\u0323'.repeat(200_000)}`
const LANGUAGES = {
  English: 'The talks go on, the minister said.\nNobody knows how long.\n',
  German: GERMAN,
  Ukrainian: 'Президент сказав, що мир близько.\nПереговори тривають.\n',
  Arabic: 'قال الوزير إن السلام قريب.\nالمحادثات مستمرة.\n',
  Hebrew: 'השלום קרוב, אמר השר.\n',
  Chinese: '和平即将到来，部长说。\n谈判仍在继续。\n',
  Japanese: '大臣は、平和は近いと述べた。\n',
  Korean: '장관은 평화가 가깝다고 말했다.\n',
  Emoji: 'Good news 👩‍👩‍👧 today. 🎉\n',
}

describe('[DT1] UTF-8', () => {
  test('is taken in its normal form: no byte order mark, LF, NFC, and each change is told', () => {
    expect(textOf(utf8('\uFEFFZoe\u0308 says:\r\nIce melts.\rSeas rise.'))).toBe('Zoë says:\nIce melts.\nSeas rise.')
    expect(warningsOf('\uFEFFZoe\u0308 says:\r\nIce melts.')).toEqual([
      'A byte order mark was removed.',
      'Line ends (CRLF) were changed to LF.',
      'Characters made of several code points were composed (Unicode NFC).',
    ])
    expect(warningsOf('One.\rTwo.')).toEqual(['Line ends (CR) were changed to LF.'])
    expect(warningsOf(LANGUAGES.Emoji)).toEqual([])
  })

  test('any text that has a letter comes back in its normal form', () => {
    fc.assert(
      fc.property(
        fc.string({unit: 'binary'}).map(text => text.toWellFormed().replaceAll('\0', '')),
        text => {
          expect(textOf(utf8(`x${text}`))).toBe(normalText(`x${text}`))
        },
      ),
    )
  })

  test('the articles of the sample are taken without a warning about their letters', () => {
    const folder = resolve(import.meta.dirname, '../../resources/sample')
    const files = readdirSync(folder).filter(name => name.endsWith('.txt'))
    expect(files).toHaveLength(5)
    for (const name of files) {
      const bytes = readFileSync(join(folder, name))
      expect(textOf(bytes)).toBe(normalText(bytes.toString('utf8')))
    }
  })
})

describe('[DT2] UTF-16', () => {
  for (const [language, text] of Object.entries(LANGUAGES)) {
    test(`${language} is taken as its byte order mark says, without a question; without a mark it is recognised, and read when confirmed`, () => {
      for (const [encoding, encode] of [
        ['utf-16le', utf16le],
        ['utf-16be', utf16be],
      ] as const) {
        expect(textOf(encode(`\uFEFF${text}`))).toBe(normalText(text))
        expect(textOf(encode(`\uFEFF${text}`), encoding)).toBe(normalText(text))
        const bytes = encode(text)
        const [first] = offerFor(bytes).readings
        expect(first).toMatchObject({encoding, declared: false})
        expect(text.replace(/\s+/g, ' ').trim()).toContain(first?.words[0]?.replace(/…$/, ''))
        expect(textOf(bytes, encoding)).toBe(normalText(text))
      }
    })
  }

  test('that is cut off in the middle of a character, and UTF-32, are refused in words', () => {
    const cut = utf16le(`\uFEFF${LANGUAGES.Hebrew}`).subarray(0, -1)
    const wide = Buffer.from(Uint32Array.from([...`\uFEFF${LANGUAGES.Emoji}`], character => character.codePointAt(0) ?? 0).buffer)
    for (const bytes of [cut, wide, Buffer.from(wide).swap32()])
      expect(textOf(bytes)).toMatch(/^It is not plain text .* save it as plain text \(UTF-8\) first\.$/)
  })
})

describe('[DT3] Windows-1252', () => {
  test('is offered first for Western texts, and read when confirmed', () => {
    for (const text of [FRENCH, 'Der Präsident sagte nichts über die Gespräche.', 'He said “no” – that’s all.']) {
      expect(offeredAs(western(text))[0]).toBe('windows-1252')
      expect(textOf(western(text), 'windows-1252')).toBe(normalText(text))
    }
  })

  test('every byte is the character that Windows means by it', () => {
    const specials = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
    const bytes = Uint8Array.from({length: 256}, (_, i) => i).subarray(0x80)
    const latin = Array.from({length: 96}, (_, i) => String.fromCharCode(0xa0 + i)).join('')
    expect(textOf(bytes, 'windows-1252')).toBe(specials + latin)
  })
})

describe('[DT4] what is no text', () => {
  test('is refused by what it seems to be, with what to do', () => {
    const kinds: readonly (readonly [string | number[], RegExp])[] = [
      ['%PDF-1.7\n%âãÏÓ\n1 0 obj', /seems to be a PDF document.*save it as plain text/],
      [[0x50, 0x4b, 3, 4, 20, 0, 6, 0], /a Word, OpenDocument, EPUB or ZIP file/],
      [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], /an old Word or Office document/],
      ['{\\rtf1\\ansi Hello}', /a rich text \(RTF\) document/],
      [[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], /a PNG picture/],
      [[0xff, 0xd8, 0xff, 0xe0, 0, 16], /a JPEG picture/],
    ]
    for (const [content, reason] of kinds) {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content)
      for (const encoding of [null, 'utf-8', 'windows-1252'] as const) expect(textOf(bytes, encoding)).toMatch(reason)
    }
    expect(textOf(Buffer.from([0, 1, 2, 3, 0, 0, 255, 254, 7, 0, 9]))).toMatch(/^It is not plain text .* save it as plain text \(UTF-8\) first\.$/)
    expect(textOf(utf8('Half a text\0\0\0and then zeros'))).toMatch(/^It is not plain text/)
    expect(textOf(Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]))).toMatch(/^It is not plain text/)
  })

  test('random bytes never throw, and are a text, an offer or a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 400}), fc.constantFrom(null, 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252'), (bytes, encoding) => {
        const decoded = decodeText(bytes, encoding as TextEncoding | null)
        if (!decoded.ok) expect(`${decoded.error}`).toMatch(/^Its? .+\.$/s)
        else if ('text' in decoded.value) expect(decoded.value.text).toBe(normalText(decoded.value.text))
        else expect(encoding).toBeNull()
      }),
      {numRuns: 500},
    )
  })

  test('empty and white-space files, and files beyond the limit, are refused', () => {
    expect(textOf(new Uint8Array())).toMatch(/^It is empty\./)
    expect(textOf(utf8('\uFEFF'))).toMatch(/^It is empty\./)
    expect(textOf(utf8(' \r\n\t\u00a0\n'))).toMatch(/nothing but white space/)
    expect(textOf(utf16le('\uFEFF \r\n'))).toMatch(/nothing but white space/)
    expect(textOf(new Uint8Array(MAX_ARTICLE_BYTES + 1).fill(0x61))).toMatch(/^It is 5\.1 MB large/)
    expect(textOf(new Uint8Array(50 * 1024 * 1024).fill(0x61))).toBe(
      'It is 50 MB large; a text of up to 5 MB can be an article. Split it into one file per article.',
    )
    expect(textOf(new Uint8Array(MAX_ARTICLE_BYTES).fill(0x61))).toHaveLength(MAX_ARTICLE_BYTES)
  })

  test('an encoding that the bytes are not in is refused', () => {
    expect(textOf(western(FRENCH), 'utf-8')).toMatch(/^It cannot be read as UTF-8\./)
    expect(textOf(Buffer.from([0x41, 0, 0x42]), 'utf-16le')).toMatch(/^It cannot be read as UTF-16 LE\./)
  })
})

test('[DT5] what is odd about a text is told and changes nothing', () => {
  expect(warningsOf('Talks\u0007 go on\u001b.')).toEqual(['It holds 2 control characters, kept as they are.'])
  expect(warningsOf('One.\u2028Two.\u2029Three.\u0085Four.\fFive.')).toEqual([
    'It ends 4 lines by other characters than LF (U+2028, U+2029, NEL, form feed, vertical tab), kept and shown as line ends.',
  ])
  expect(warningsOf('The caf\uFFFD was full.')).toEqual(['It holds 1 replacement character (\uFFFD): the file was damaged before it came here.'])
  expect(warningsOf('word '.repeat(10_000))).toEqual(['One line has 50,000 characters: paragraphs may have been lost.'])
  expect(warningsOf('<!DOCTYPE html>\n<p>Talks</p>')).toEqual(['It looks like a web page (HTML): tags are kept as words.'])
  expect(warningsOf('Ne\u00adtan\u00adyahu \u200espoke\u200b.')).toEqual([
    'It holds 4 invisible characters (soft hyphens, direction marks and the like), kept and passed over when words are compared.',
  ])
  expect(warningsOf('می\u200cخواهم ℹ\ufe0f 👩‍👩‍👧')).toEqual([])
  expect(warningsOf(MIXED_TEXT)).toEqual([])
})

describe('a text that would keep programs busy', () => {
  // Normalised, it would take minutes: the marks of one letter are put in order one by one.
  test.each([
    ['UTF-8', utf8(FLOODED), null],
    ['UTF-16', utf16le(`\uFEFF${FLOODED}`), null],
    ['UTF-16, as it was said to be', utf16le(`\uFEFF${FLOODED}`), 'utf-16le' as const],
  ])('is refused for its marks without end (%s)', (_name, bytes, encoding) => {
    expect(textOf(bytes, encoding)).toContain('combining marks on one letter')
  })
})
