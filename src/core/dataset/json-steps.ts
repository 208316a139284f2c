/** Elements that are written between two rests. */
const STEP = 100

/** `JSON.stringify(value, null, 2)` of an object, resting now and then between the elements of its lists, for whoever has others to serve. */
export function* jsonSteps(value: object): Generator<undefined, string, undefined> {
  const fields: string[] = []
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue
    const text = Array.isArray(field) ? yield* listSteps(field) : indented(JSON.stringify(field, null, 2), 2)
    fields.push(`  ${JSON.stringify(key)}: ${text}`)
  }
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n}`
}

function* listSteps(list: readonly unknown[]): Generator<undefined, string, undefined> {
  if (list.length === 0) return '[]'
  const elements: string[] = []
  for (const [n, element] of list.entries()) {
    elements.push(`    ${indented(JSON.stringify(element, null, 2), 4)}`)
    if (n % STEP === STEP - 1) yield
  }
  return `[\n${elements.join(',\n')}\n  ]`
}

/** Within a text of JSON every line break is the form's own. */
const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`)
