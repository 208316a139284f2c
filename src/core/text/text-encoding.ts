/** Every way in which the bytes of a text can be read, with the name that people know it by. `utf-8-damaged` puts U+FFFD where UTF-8 is damaged. */
export const TEXT_ENCODINGS = {
  'utf-8': 'UTF-8',
  'utf-8-damaged': 'UTF-8 with damaged places',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Western European (Windows-1252, ISO-8859-1)',
  'windows-1250': 'Central European (Windows-1250)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  'windows-1253': 'Greek (Windows-1253)',
  'windows-1254': 'Turkish (Windows-1254, ISO-8859-9)',
  'windows-1255': 'Hebrew (Windows-1255)',
  'windows-1256': 'Arabic (Windows-1256)',
  'windows-1257': 'Baltic (Windows-1257)',
  'windows-1258': 'Vietnamese (Windows-1258)',
  'windows-874': 'Thai (Windows-874, TIS-620)',
  'iso-8859-2': 'Central European (ISO-8859-2)',
  'iso-8859-3': 'South European (ISO-8859-3)',
  'iso-8859-4': 'Baltic (ISO-8859-4)',
  'iso-8859-5': 'Cyrillic (ISO-8859-5)',
  'iso-8859-6': 'Arabic (ISO-8859-6)',
  'iso-8859-7': 'Greek (ISO-8859-7)',
  'iso-8859-8': 'Hebrew (ISO-8859-8)',
  'iso-8859-10': 'Nordic (ISO-8859-10)',
  'iso-8859-13': 'Baltic (ISO-8859-13)',
  'iso-8859-14': 'Celtic (ISO-8859-14)',
  'iso-8859-15': 'Western European (ISO-8859-15)',
  macintosh: 'Western European (Mac Roman)',
  'x-mac-cyrillic': 'Cyrillic (Mac)',
  'koi8-r': 'Russian (KOI8-R)',
  'koi8-u': 'Ukrainian (KOI8-U)',
  ibm866: 'Cyrillic (DOS 866)',
  gb18030: 'Simplified Chinese (GB18030, GBK, GB2312)',
  big5: 'Traditional Chinese (Big5)',
  shift_jis: 'Japanese (Shift_JIS)',
  'euc-jp': 'Japanese (EUC-JP)',
  'iso-2022-jp': 'Japanese (ISO-2022-JP)',
  'euc-kr': 'Korean (EUC-KR)',
} as const

export type TextEncoding = keyof typeof TEXT_ENCODINGS

export const isTextEncoding = (name: string): name is TextEncoding => Object.hasOwn(TEXT_ENCODINGS, name)

/** One way to read a file, with what it makes of the places of the offer, in their order. `declared`: the file itself names it. */
export type EncodingReading = {readonly encoding: TextEncoding; readonly declared: boolean; readonly words: readonly string[]}

/** What a person needs to choose: why the file was not taken as it is, the lines (from 1) where the choice matters, and the likely readings, best first. */
export type EncodingOffer = {readonly why: string; readonly lines: readonly number[]; readonly readings: readonly EncodingReading[]}
