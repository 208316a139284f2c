/** Elements that are written as one piece. */
const PIECE = 100

/** `JSON.stringify(object, null, 2)` without its braces, piece by piece, so that whoever has others to serve can rest between them. */
export function* fieldPieces(object: object): Generator<string, void, undefined> {
  let separator = ''
  for (const [key, field] of Object.entries(object)) {
    if (field === undefined) continue
    const name = `${separator}${JSON.stringify(key)}: `
    if (Array.isArray(field) && field.length > 0) yield* listPieces(name, field)
    else yield `${name}${indented(JSON.stringify(field, null, 2), 2)}`
    separator = ',\n  '
  }
}

/** What stands around and between the elements of a list of the outermost object. */
export const LIST = {begin: '[\n    ', between: ',\n    ', end: '\n  ]', empty: '[]'} as const

/** An element of such a list. */
export const elementText = (element: unknown): string => indented(JSON.stringify(element, null, 2), 4)

function* listPieces(name: string, list: readonly unknown[]): Generator<string, void, undefined> {
  for (let at = 0; at < list.length; at += PIECE) {
    const some = list
      .slice(at, at + PIECE)
      .map(elementText)
      .join(LIST.between)
    yield `${at === 0 ? `${name}${LIST.begin}` : LIST.between}${some}${at + PIECE < list.length ? '' : LIST.end}`
  }
}

/** Within a text of JSON every line break is the form's own. */
const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`)
