import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'

const SCRIPTS = {
  westernEuropean: message('Western European', {}, 'what an encoding is for'),
  centralEuropean: message('Central European', {}, 'what an encoding is for'),
  cyrillic: message('Cyrillic', {}, 'what an encoding is for'),
  greek: message('Greek', {}, 'what an encoding is for'),
  turkish: message('Turkish', {}, 'what an encoding is for'),
  hebrew: message('Hebrew', {}, 'what an encoding is for'),
  arabic: message('Arabic', {}, 'what an encoding is for'),
  baltic: message('Baltic', {}, 'what an encoding is for'),
  vietnamese: message('Vietnamese', {}, 'what an encoding is for'),
  thai: message('Thai', {}, 'what an encoding is for'),
  southEuropean: message('South European', {}, 'what an encoding is for'),
  nordic: message('Nordic', {}, 'what an encoding is for'),
  celtic: message('Celtic', {}, 'what an encoding is for'),
  russian: message('Russian', {}, 'what an encoding is for'),
  ukrainian: message('Ukrainian', {}, 'what an encoding is for'),
  simplifiedChinese: message('Simplified Chinese', {}, 'what an encoding is for'),
  traditionalChinese: message('Traditional Chinese', {}, 'what an encoding is for'),
  japanese: message('Japanese', {}, 'what an encoding is for'),
  korean: message('Korean', {}, 'what an encoding is for'),
}

/** Every way in which the bytes of a text can be read: what it is for, and the names that programs have for it. `utf-8-damaged` puts U+FFFD where UTF-8 is damaged. */
const TEXT_ENCODINGS = {
  'utf-8': 'UTF-8',
  'utf-8-damaged': message('UTF-8 with damaged places'),
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': [SCRIPTS.westernEuropean, 'Windows-1252, ISO-8859-1'],
  'windows-1250': [SCRIPTS.centralEuropean, 'Windows-1250'],
  'windows-1251': [SCRIPTS.cyrillic, 'Windows-1251'],
  'windows-1253': [SCRIPTS.greek, 'Windows-1253'],
  'windows-1254': [SCRIPTS.turkish, 'Windows-1254, ISO-8859-9'],
  'windows-1255': [SCRIPTS.hebrew, 'Windows-1255'],
  'windows-1256': [SCRIPTS.arabic, 'Windows-1256'],
  'windows-1257': [SCRIPTS.baltic, 'Windows-1257'],
  'windows-1258': [SCRIPTS.vietnamese, 'Windows-1258'],
  'windows-874': [SCRIPTS.thai, 'Windows-874, TIS-620'],
  'iso-8859-2': [SCRIPTS.centralEuropean, 'ISO-8859-2'],
  'iso-8859-3': [SCRIPTS.southEuropean, 'ISO-8859-3'],
  'iso-8859-4': [SCRIPTS.baltic, 'ISO-8859-4'],
  'iso-8859-5': [SCRIPTS.cyrillic, 'ISO-8859-5'],
  'iso-8859-6': [SCRIPTS.arabic, 'ISO-8859-6'],
  'iso-8859-7': [SCRIPTS.greek, 'ISO-8859-7'],
  'iso-8859-8': [SCRIPTS.hebrew, 'ISO-8859-8'],
  'iso-8859-10': [SCRIPTS.nordic, 'ISO-8859-10'],
  'iso-8859-13': [SCRIPTS.baltic, 'ISO-8859-13'],
  'iso-8859-14': [SCRIPTS.celtic, 'ISO-8859-14'],
  'iso-8859-15': [SCRIPTS.westernEuropean, 'ISO-8859-15'],
  macintosh: [SCRIPTS.westernEuropean, 'Mac Roman'],
  'x-mac-cyrillic': [SCRIPTS.cyrillic, 'Mac'],
  'koi8-r': [SCRIPTS.russian, 'KOI8-R'],
  'koi8-u': [SCRIPTS.ukrainian, 'KOI8-U'],
  ibm866: [SCRIPTS.cyrillic, 'DOS 866'],
  gb18030: [SCRIPTS.simplifiedChinese, 'GB18030, GBK, GB2312'],
  big5: [SCRIPTS.traditionalChinese, 'Big5'],
  shift_jis: [SCRIPTS.japanese, 'Shift_JIS'],
  'euc-jp': [SCRIPTS.japanese, 'EUC-JP'],
  'iso-2022-jp': [SCRIPTS.japanese, 'ISO-2022-JP'],
  'euc-kr': [SCRIPTS.korean, 'EUC-KR'],
} as const

export type TextEncoding = keyof typeof TEXT_ENCODINGS

export const ALL_TEXT_ENCODINGS = Object.keys(TEXT_ENCODINGS) as readonly TextEncoding[]

/** As people know it. */
export function encodingName(encoding: TextEncoding): Sentence {
  const known: Sentence | readonly [Message, string] = TEXT_ENCODINGS[encoding]
  return Array.isArray(known) ? message('{script} ({names})', {script: known[0], names: known[1]}) : (known as Sentence)
}

export const isTextEncoding = (name: string): name is TextEncoding => Object.hasOwn(TEXT_ENCODINGS, name)

/** One way to read a file, with what it makes of the places of the offer, in their order. `declared`: the file itself names it. */
export type EncodingReading = {readonly encoding: TextEncoding; readonly declared: boolean; readonly words: readonly string[]}

/** What a person needs to choose: why the file was not taken as it is, the lines (from 1) where the choice matters, and the likely readings, best first. */
export type EncodingOffer = {readonly why: Sentence; readonly lines: readonly number[]; readonly readings: readonly EncodingReading[]}
