/** Which of the annotations at one place a click selects: the innermost, and with each further click the next one outwards. */
export function nextPicked(ids: readonly string[], selected: string | undefined): string | undefined {
  const at = selected === undefined ? -1 : ids.indexOf(selected)
  return ids[(at + 1) % Math.max(1, ids.length)]
}
