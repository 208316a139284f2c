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

/** What the form writes around the elements of a list that stands in an object as deep as those lists do. */
const AROUND = {before: JSON.stringify({l: [0]}, null, 2).indexOf('0'), after: '\n  ]\n}'.length} as const

/** Elements of such a list, at least one, with what stands between them. Written where they will stand, so that no line is indented again. */
export const elementsText = (elements: readonly unknown[]): string => JSON.stringify({l: elements}, null, 2).slice(AROUND.before, -AROUND.after)

function* listPieces(name: string, list: readonly unknown[]): Generator<string, void, undefined> {
  for (let at = 0; at < list.length; at += PIECE) {
    const some = elementsText(list.slice(at, at + PIECE))
    yield `${at === 0 ? `${name}${LIST.begin}` : LIST.between}${some}${at + PIECE < list.length ? '' : LIST.end}`
  }
}

/** Within a text of JSON every line break is the form's own. */
const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`)
