/** A place in a log: the number of a record, and its checksum by which a log that was put back from a backup is told apart. */
export type LogCursor = {readonly seq: number; readonly sum: number}

export const formatCursor = ({seq, sum}: LogCursor): string => `${seq}.${sum}`

/** The empty text is the beginning; `undefined` for anything that is no cursor. */
export function parseCursor(text: string): LogCursor | undefined {
  if (text === '') return {seq: 0, sum: 0}
  const found = /^(\d{1,15})\.(-?\d{1,12})$/.exec(text)
  return found === null ? undefined : {seq: Number(found[1]), sum: Number(found[2])}
}
