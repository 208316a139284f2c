const SIGNS: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;'}

/** Without what no XML 1.0 may hold: a control character, half of a surrogate pair, U+FFFE and U+FFFF. */
const sound = (text: string): string => text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')

/** Text between tags; a line break stays one. */
export const inElement = (text: string): string => sound(text).replaceAll(/[&<>\r]/g, sign => SIGNS[sign] ?? sign)

/** Text between the quotation marks of an attribute, where a reader takes white space together unless it is written so. */
export const inAttribute = (text: string): string => sound(text).replaceAll(/[&<>"\t\n\r]/g, sign => SIGNS[sign] ?? sign)
