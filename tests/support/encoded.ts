/** The bytes of a text in an encoding of one or two bytes a character: what the system's own decoder reads, turned round. */
export function encodedIn(text: string, encoding: string): Buffer {
  const bytes = tableOf(encoding)
  return Buffer.concat(
    [...text].map(character => {
      const found = bytes.get(character)
      if (found === undefined) throw new Error(`${encoding} has no ${character}.`)
      return found
    }),
  )
}

const tables = new Map<string, ReadonlyMap<string, Buffer>>()

function tableOf(encoding: string): ReadonlyMap<string, Buffer> {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const decoder = new TextDecoder(encoding, {fatal: true})
  const table = new Map<string, Buffer>()
  const enter = (...bytes: number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes))
      if ([...text].length === 1 && !table.has(text)) table.set(text, Buffer.from(bytes))
    } catch {
      // These bytes are no character in it.
    }
  }
  for (let byte = 0; byte < 256; byte++) enter(byte)
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) enter(lead, trail)
  tables.set(encoding, table)
  return table
}
