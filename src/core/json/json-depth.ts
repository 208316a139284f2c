/** Whether arrays and objects stand within each other deeper than so many times in a JSON text, which is not parsed for that. */
export function isDeeperThan(text: string, most: number): boolean {
  let depth = 0
  let inWords = false
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (inWords && sign === '\\') at++
    else if (sign === '"') inWords = !inWords
    else if (!inWords && (sign === '[' || sign === '{') && ++depth > most) return true
    else if (!inWords && (sign === ']' || sign === '}')) depth--
  }
  return false
}
