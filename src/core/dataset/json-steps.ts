/** Elements that are written between two rests. */
const STEP = 100

/** `JSON.stringify(value, null, 2)` of an object, resting now and then between the elements of its lists, for whoever has others to serve. */
export function* jsonSteps(value: object): Generator<undefined, string, undefined> {
  /** Put together once, at the end: it may be a hundred megabytes. */
  const pieces: string[] = []
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue
    pieces.push(`${pieces.length === 0 ? '{' : ','}\n  ${JSON.stringify(key)}: `)
    if (Array.isArray(field)) yield* listSteps(field, pieces)
    else pieces.push(indented(JSON.stringify(field, null, 2), 2))
  }
  pieces.push(pieces.length === 0 ? '{}' : '\n}')
  return pieces.join('')
}

function* listSteps(list: readonly unknown[], pieces: string[]): Generator<undefined, void, undefined> {
  for (const [n, element] of list.entries()) {
    pieces.push(`${n === 0 ? '[' : ','}\n    ${indented(JSON.stringify(element, null, 2), 4)}`)
    if (n % STEP === STEP - 1) yield
  }
  pieces.push(list.length === 0 ? '[]' : '\n  ]')
}

/** Within a text of JSON every line break is the form's own. */
const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`)
