import {describe, expect, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import type {EncodingOffer, TextEncoding} from '../../src/core/text/text-encoding.ts'
import {decodeText, offerAs} from '../../src/storage/texts/decode-text.ts'
import {encodedIn} from '../support/encoded.ts'

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')

const offerFor = (bytes: Uint8Array): EncodingOffer => {
  const decoded = decodeText(bytes, null)
  if (!decoded.ok || !('offer' in decoded.value)) throw new Error(`It was not offered: ${JSON.stringify(decoded)}`)
  return decoded.value.offer
}
const encodingsFor = (bytes: Uint8Array): readonly TextEncoding[] => offerFor(bytes).readings.map(({encoding}) => encoding)
const taken = (bytes: Uint8Array, encoding: TextEncoding | null): {readonly text: string; readonly warnings: readonly string[]} => {
  const decoded = decodeText(bytes, encoding)
  if (!decoded.ok || !('text' in decoded.value)) throw new Error(`It was not taken: ${JSON.stringify(decoded)}`)
  return decoded.value
}

const PLAIN = 'The talks go on, the minister said. Nobody knows how long they will go on.\n'
const RUSSIAN = 'Президент сказал, что переговоры продолжатся на следующей неделе в Москве. Министр добавил, что соглашение не достигнуто.\n'
const GREEK = 'Ο πρόεδρος είπε ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα στην Αθήνα.\n'
const ARABIC = 'قال الرئيس إن المحادثات ستستمر الأسبوع المقبل في القاهرة. وأضاف الوزير أن الاتفاق لم يتم بعد.\n'
const POLISH = 'Prezydent powiedział, że rozmowy będą się toczyć dalej. Łódź i Gdańsk są gotowe na przyjęcie uchodźców.\n'
const CZECH = 'Prezident řekl, že rozhovory budou pokračovat i příští týden. Příliš žluťoučký kůň úpěl ďábelské ódy.\n'
const FRENCH = 'Le président a dit que l’été serait chaud. Il était là, déçu, dans la forêt ; c’est fini, répétait-il à ses collègues européens.\n'

/** Texts as they lie on disks in many countries, with the encoding that reads them. */
const TEXTS: readonly (readonly [TextEncoding, string])[] = [
  ['windows-1250', CZECH],
  ['iso-8859-2', POLISH],
  ['windows-1251', RUSSIAN],
  ['koi8-r', RUSSIAN],
  ['windows-1253', GREEK],
  ['windows-1254', "Cumhurbaşkanı Erdoğan, görüşmelerin gelecek hafta İstanbul'da süreceğini söyledi.\n"],
  ['windows-1255', 'הנשיא אמר כי השיחות יימשכו בשבוע הבא בירושלים. השר הוסיף כי טרם הושג הסכם בין הצדדים.\n'],
  ['windows-1256', ARABIC],
  ['iso-8859-6', ARABIC],
  ['windows-1257', 'Prezidents sacīja, ka sarunas turpināsies nākamnedēļ Rīgā. Ārlietu ministrija atzina, ka vienošanās vēl nav panākta.\n'],
  ['windows-874', 'ประธานาธิบดีกล่าวว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้าที่กรุงเทพ รัฐมนตรีเสริมว่ายังไม่มีข้อตกลง\n'],
  ['macintosh', FRENCH],
  ['gb18030', '总统说，谈判将于下周在北京继续。部长补充说，协议尚未达成，双方仍有分歧。\n'],
  ['big5', '總統說，談判將於下週在台北繼續。部長補充說，協議尚未達成，雙方仍有分歧。\n'],
  ['shift_jis', '大統領は、協議は来週も東京で続くと述べた。大臣は、合意にはまだ至っていないと付け加えた。\n'],
  ['euc-jp', '大統領は、協議は来週も東京で続くと述べた。大臣は、合意にはまだ至っていないと付け加えた。\n'],
  ['euc-kr', '대통령은 협상이 다음 주 서울에서 계속될 것이라고 말했다. 장관은 아직 합의에 이르지 못했다고 덧붙였다.\n'],
]

describe('[EN1] a text that is not UTF-8', () => {
  test.each(TEXTS)('in %s is offered in it first, beside what else it may be, and read in it when a person says so', (encoding, text) => {
    const bytes = encodedIn(text, encoding)
    const encodings = encodingsFor(bytes)
    expect(encodings[0]).toBe(encoding)
    expect(encodings.length).toBeGreaterThan(1)
    expect(taken(bytes, encoding).text).toBe(text.normalize('NFC'))
  })

  test('that begins with pages of plain ASCII shows the places where the choice matters, the same ones in each reading', () => {
    const bytes = Buffer.concat([utf8(PLAIN.repeat(100)), encodedIn(CZECH, 'windows-1250'), utf8(PLAIN), encodedIn('V Praze řekl „ne“.\n', 'windows-1250')])
    const {lines, readings} = offerFor(bytes)
    expect(lines.every(line => line === 101 || line === 103)).toBe(true)
    expect(readings[0]?.encoding).toBe('windows-1250')
    expect(readings[0]?.words.join(' ')).toContain('řekl')
    for (const {words} of readings) expect(words).toHaveLength(lines.length)
    for (const at of lines.keys()) expect(new Set(readings.map(({words}) => words[at])).size).toBeGreaterThan(1)
  })

  test('whose evidence comes after the first 200,000 bytes is told all the same', () => {
    expect(encodingsFor(Buffer.concat([utf8(PLAIN.repeat(4000)), encodedIn(RUSSIAN, 'koi8-r')]))[0]).toBe('koi8-r')
  })

  test('of few words is shown in the encodings that are common, whatever a detector makes of it', () => {
    const readings = offerFor(Buffer.from('Voil\xe0, l\xe0-bas.', 'latin1')).readings
    expect(readings.find(({encoding}) => encoding === 'windows-1252')?.words).toEqual(['Voilà, là-bas.'])
    expect(readings.length).toBeGreaterThan(1)
  })

  test('in writing without spaces shows whole characters in its own encoding', () => {
    const text = `${'谈判将于下周在北京继续部长补充说'.repeat(300)}\n`
    const [first] = offerFor(encodedIn(text, 'gb18030')).readings
    expect(first?.encoding).toBe('gb18030')
    for (const word of first?.words ?? []) expect(text).toContain(word.replace(/…$/, ''))
  })
})

describe('[EN2] what a file says of itself', () => {
  test.each([
    ['XML', '<?xml version="1.0" encoding="ISO-8859-2"?>\n'],
    ['HTML', '<html><head><meta charset=iso-8859-2></head>\n'],
    ['mail', 'Subject: News\nContent-Type: text/plain; charset="iso-8859-2"\n\n'],
    ['an editor', '# -*- coding: iso-8859-2 -*-\n'],
  ])('is offered first and said to be its word (%s)', (_form, head) => {
    expect(offerFor(encodedIn(head + POLISH, 'iso-8859-2')).readings[0]).toMatchObject({encoding: 'iso-8859-2', declared: true})
  })

  test('does not count where the bytes are UTF-8, nor where they cannot be what it says', () => {
    const lying = `<?xml version="1.0" encoding="ISO-8859-1"?>\n${POLISH}`
    expect(taken(utf8(lying), null).text).toBe(lying)
    const chinese = '<meta charset="big5">总统说，谈判将于下周在北京继续。部长补充说，协议尚未达成。\n'
    expect(encodingsFor(encodedIn(chinese, 'gb18030'))).toContain('gb18030')
  })

  test('that it is UTF-8 is passed over where a second word is right', () => {
    const page = `<meta charset="utf-8">\n<meta http-equiv="Content-Type" content="text/html; charset=gb2312">\n总统说，谈判将于下周在北京继续。\n`
    expect(offerFor(encodedIn(page, 'gb18030')).readings[0]).toMatchObject({encoding: 'gb18030', declared: true})
  })
})

describe('[EN3] damaged UTF-8', () => {
  const text = 'The minister isn’t going, she said – it’s “too late”.\nNobody knows.\nCafé talks go on in Zürich.\n'

  test('with one bad byte is never offered as Windows-1252 first: it says where, and takes U+FFFD there', () => {
    const bytes = utf8(text)
    bytes[bytes.indexOf('ü')] = 0xff
    const offer = offerFor(bytes)
    expect(inEnglish(offer.why)).toBe('It is UTF-8, but damaged in 2 places (line 3).')
    expect(offer.readings[0]).toMatchObject({encoding: 'utf-8-damaged'})
    expect(offer.readings[0]?.words.some(word => word.includes('Z\uFFFD\uFFFDrich'))).toBe(true)
    expect(taken(bytes, 'utf-8-damaged')).toEqual({
      text: text.replace('ü', '\uFFFD\uFFFD'),
      warnings: ['It is UTF-8, but damaged in 2 places (line 3). \uFFFD stands there.'],
    })
  })

  test('that was cut off in the middle of a character says so', () => {
    const bytes = utf8(`${text}It isn’`).subarray(0, -1)
    expect(inEnglish(offerFor(bytes).why)).toBe('It is UTF-8, but damaged in one place (line 4); its last character is cut off.')
    expect(taken(bytes, 'utf-8-damaged').text).toBe(`${text}It isn\uFFFD`)
  })

  test('with parts pasted in from another encoding says how many places there are, the first lines of many', () => {
    const bytes = Buffer.concat([utf8('Перемирие — «близко».\n'.repeat(40)), ...Array.from({length: 30}, () => Buffer.from('caf\xe9 closed\n', 'latin1'))])
    expect(inEnglish(offerFor(bytes).why)).toMatch(/^It is UTF-8, but damaged in 30 places \(lines 41, 42, .*60 …\)\.$/)
  })

  test('is not seen where other encodings make its sequences by chance', () => {
    for (const [encoding, other] of TEXTS) expect([encoding, encodingsFor(encodedIn(other, encoding))[0]]).not.toContain('utf-8-damaged')
  })
})

describe('[EN4] texts that pass for UTF-8', () => {
  test('and hold the escapes of ISO-2022-JP are offered in it', () => {
    const japanese = Buffer.from([...Buffer.from('News: '), 0x1b, 0x24, 0x42, 0x24, 0x33, 0x24, 0x73, 0x1b, 0x28, 0x42, ...Buffer.from(' today.\n')])
    expect(offerFor(japanese).readings[0]).toMatchObject({encoding: 'iso-2022-jp', words: ['News: こん today.']})
    expect(taken(japanese, 'iso-2022-jp').text).toBe('News: こん today.\n')
  })

  test('and were read in a wrong encoding once before are noted', () => {
    expect(taken(utf8('It isnâ€™t over. CafÃ© talks.\n'), null).warnings).toEqual([
      '2 places look as if the text had once been read in a wrong encoding (“isnâ€™t”). Look for a better copy.',
    ])
    expect(taken(utf8('“Não”, disse. Ângela e São Tomé; à Paris – Âge d’or. Groß\u00adtheo\u00adrie, groß\u00adartig. Â« Ah »\n'), null).warnings).toEqual([
      expect.stringContaining('3 invisible characters'),
    ])
  })
})

test('[EN5] an encoding that a person asks for is shown beside the likely ones, or refused in words', () => {
  const bytes = encodedIn(FRENCH, 'macintosh')
  const asked = offerAs(bytes, 'ibm866')
  expect(asked.ok && asked.value.readings.map(({encoding}) => encoding).slice(0, 2)).toEqual(['ibm866', 'macintosh'])
  expect(inEnglish(offerAs(bytes, 'gb18030'))).toEqual({ok: false, error: expect.stringMatching(/^It cannot be read as .*GB18030.*\. Choose another encoding/)})
})
