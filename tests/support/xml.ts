/** An element of an XML file, with its text where it has no elements. */
export type Element = {readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly elements: readonly Element[]; readonly text: string}

const REFERENCES: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"}

/** What every reader of XML 1.0 must refuse, this one refuses too. It knows no comments, no CDATA and no doctype: nothing of ours has any. */
export function readXml(text: string): Element {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) throw new Error('A character that no XML may hold.')
  const [head = ''] = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/.exec(text) ?? []
  let at = head.length
  if (at === 0) throw new Error('No XML declaration.')
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = new RegExp(pattern.source, `${pattern.flags}y`)
    found.lastIndex = at
    const match = found.exec(text)
    if (match !== null) at += match[0].length
    return match ?? undefined
  }
  const must = (pattern: RegExp): RegExpExecArray => {
    const match = take(pattern)
    if (match === undefined) throw new Error(`Not well formed at ${at}: ${text.slice(at, at + 40)}`)
    return match
  }
  const element = (): Element => {
    const [, name = ''] = must(/<([A-Za-z][\w.-]*)/)
    const attributes = new Map<string, string>()
    for (let next = take(/\s+([A-Za-z][\w.:-]*)="([^"<]*)"/); next !== undefined; next = take(/\s+([A-Za-z][\w.:-]*)="([^"<]*)"/)) {
      const [, attribute = '', value = ''] = next
      if (attributes.has(attribute)) throw new Error(`The attribute ${attribute} stands twice.`)
      attributes.set(attribute, resolved(value.replaceAll(/[\t\n\r]/g, ' ')))
    }
    if (take(/\s*\/>/) !== undefined) return {name, attributes, elements: [], text: ''}
    must(/\s*>/)
    const elements: Element[] = []
    let words = ''
    for (;;) {
      words += resolved(must(/[^<]*/)[0])
      if (take(new RegExp(`</${name}\\s*>`)) !== undefined) break
      elements.push(element())
    }
    if (elements.length > 0 && words.trim() !== '') throw new Error(`${name} has both words and elements.`)
    return {name, attributes, elements, text: elements.length > 0 ? '' : words}
  }
  const root = element()
  must(/\s*$/)
  return root
}

function resolved(text: string): string {
  const bare = text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (reference, decimal?: string, hexadecimal?: string, named = '') => {
    const code = decimal === undefined ? (hexadecimal === undefined ? undefined : Number.parseInt(hexadecimal, 16)) : Number(decimal)
    const character = code === undefined ? REFERENCES[named] : String.fromCodePoint(code)
    if (character === undefined) throw new Error(`${reference} is nothing.`)
    return character === '&' ? '\u0000' : character
  })
  if (bare.includes('&')) throw new Error(`A bare & in ${text}`)
  return bare.replaceAll('\u0000', '&')
}
