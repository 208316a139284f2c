import * as fc from 'fast-check'

/** Where a text of JSON may differ and say the same: white space, escapes, the order of fields. Choices are taken one after the other, and again from the first. */
export type Looseness = {readonly choices: readonly number[]}

export const looseness: fc.Arbitrary<Looseness> = fc.record({choices: fc.array(fc.nat(1000), {minLength: 7, maxLength: 60})})

const BLANKS = ['', ' ', '\n', '\r\n', '\t', ' \n  ', '', '']

/** A value as JSON, written in one of the many ways. */
export function looseJson(value: unknown, {choices}: Looseness): string {
  let taken = 0
  const choice = (of: number): number => (choices[taken++ % choices.length] ?? 0) % of
  const blank = (): string => BLANKS[choice(BLANKS.length)] ?? ''
  const text = (of: string): string => {
    const escaped = [...of].map(character => {
      const plain = JSON.stringify(character).slice(1, -1)
      if (choice(9) > 0 || plain.startsWith('\\')) return character === '/' && choice(2) === 0 ? '\\/' : plain
      return character
        .split('')
        .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join('')
    })
    return `"${escaped.join('')}"`
  }
  const write = (of: unknown): string => {
    if (typeof of === 'string') return text(of)
    if (Array.isArray(of)) return `[${blank()}${of.map(each => `${write(each)}${blank()}`).join(`,${blank()}`)}]`
    if (typeof of !== 'object' || of === null) return JSON.stringify(of)
    const fields = Object.entries(of)
    for (let at = fields.length - 1; at > 0; at--) {
      const other = choice(at + 1)
      const [a, b] = [fields[at], fields[other]]
      if (a !== undefined && b !== undefined) [fields[at], fields[other]] = [b, a]
    }
    return `{${blank()}${fields.map(([name, each]) => `${text(name)}${blank()}:${blank()}${write(each)}${blank()}`).join(`,${blank()}`)}}`
  }
  return `${blank()}${write(value)}${blank()}`
}

/** The same data with every list of what may stand in any order in another. */
export function looseDataset<T extends {readonly [list: string]: unknown}>(dataset: T, {choices}: Looseness): T {
  let taken = 0
  const mixed = (list: readonly unknown[]): unknown[] =>
    list
      .map(each => ({each, key: choices[taken++ % choices.length] ?? 0}))
      .sort((a, b) => a.key - b.key)
      .map(({each}) => each)
  return Object.fromEntries(Object.entries(dataset).map(([name, value]) => [name, Array.isArray(value) ? mixed(value) : value])) as T
}
