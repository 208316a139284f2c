/** Texts, brackets, commas and colons, numbers and words. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g

type Open = {readonly names: Set<string> | undefined; key: string | number}

/** The path to a field that an object of a JSON text names twice, where there is one. The text is sound otherwise. */
export function doubledName(text: string): readonly (string | number)[] | undefined {
  const open: Open[] = []
  let isName = false
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = open.at(-1)
    if (token === '{' || token === '[') {
      isName = token === '{'
      open.push({names: isName ? new Set() : undefined, key: 0})
    } else if (token === '}' || token === ']') {
      open.pop()
      isName = false
    } else if (token === ',') {
      isName = inner?.names !== undefined
      if (typeof inner?.key === 'number') inner.key++
    } else if (isName && inner?.names !== undefined) {
      isName = false
      inner.key = JSON.parse(token) as string
      if (inner.names.has(inner.key)) return open.map(({key}) => key)
      inner.names.add(inner.key)
    }
  }
  return undefined
}
