/** A possible pair: places in two lists, and what it is worth to match them, above 0. */
export type Edge = {readonly a: number; readonly b: number; readonly worth: number}

export type Match = {readonly a: number; readonly b: number}

/**
 * Matches each at most once so that the sum of worths is the greatest, which does not depend on the order of either list but for ties. Groups of edges that
 * hang together are matched by themselves, each by the method of Kuhn and Munkres in the form of Jonker and Volgenant 1987.
 */
export function bestMatching(edges: readonly Edge[]): readonly Match[] {
  return components(edges).flatMap(matchWithin)
}

function components(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  // Places in the second list count down from −1.
  const parents = new Map<number, number>()
  const root = (node: number): number => {
    let at = node
    for (let parent = parents.get(at); parent !== undefined && parent !== at; parent = parents.get(at)) at = parent
    parents.set(node, at)
    return at
  }
  for (const {a, b} of edges) parents.set(root(a), root(-1 - b))
  const groups = new Map<number, Edge[]>()
  for (const edge of edges) {
    const key = root(edge.a)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [edge])
    else group.push(edge)
  }
  return [...groups.values()]
}

function matchWithin(edges: readonly Edge[]): readonly Match[] {
  const first = edges[0]
  if (edges.length === 1 && first !== undefined) return [{a: first.a, b: first.b}]
  const rows = [...new Set(edges.map(({a}) => a))].sort((x, y) => x - y)
  const columns = [...new Set(edges.map(({b}) => b))].sort((x, y) => x - y)
  const isTurned = rows.length > columns.length
  const [short, long] = isTurned ? [columns, rows] : [rows, columns]
  const worths = short.map(() => new Float64Array(long.length))
  const rowOf = new Map(short.map((place, at) => [place, at]))
  const columnOf = new Map(long.map((place, at) => [place, at]))
  for (const {a, b, worth} of edges) {
    const [row, column] = isTurned ? [b, a] : [a, b]
    ;(worths[rowOf.get(row) as number] as Float64Array)[columnOf.get(column) as number] = worth
  }
  return assigned(worths, long.length)
    .map((column, row) => ({row: short[row] as number, column: long[column] as number, worth: worths[row]?.[column] ?? 0}))
    .filter(({worth}) => worth > 0)
    .map(({row, column}) => (isTurned ? {a: column, b: row} : {a: row, b: column}))
}

/** Of each row its column, where the rows are no more than the columns: shortest augmenting paths with prices. */
function assigned(worths: readonly Float64Array[], width: number): readonly number[] {
  const rowPrice = new Float64Array(worths.length + 1)
  const columnPrice = new Float64Array(width + 1)
  /** Of each column, counted from 1, its row, counted from 1. */
  const rowAt = new Int32Array(width + 1)
  for (let row = 1; row <= worths.length; row++) {
    const from = new Int32Array(width + 1)
    const nearest = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY)
    const done = new Uint8Array(width + 1)
    rowAt[0] = row
    let column = 0
    do {
      done[column] = 1
      const at = rowAt[column] as number
      let step = Number.POSITIVE_INFINITY
      let next = 0
      for (let to = 1; to <= width; to++) {
        if (done[to]) continue
        const cost = -(worths[at - 1]?.[to - 1] as number) - (rowPrice[at] as number) - (columnPrice[to] as number)
        if (cost < (nearest[to] as number)) {
          nearest[to] = cost
          from[to] = column
        }
        if ((nearest[to] as number) < step) {
          step = nearest[to] as number
          next = to
        }
      }
      for (let to = 0; to <= width; to++)
        if (done[to]) {
          const owner = rowAt[to] as number
          rowPrice[owner] = (rowPrice[owner] as number) + step
          columnPrice[to] = (columnPrice[to] as number) - step
        } else nearest[to] = (nearest[to] as number) - step
      column = next
    } while (rowAt[column] !== 0)
    for (; column !== 0; column = from[column] as number) rowAt[column] = rowAt[from[column] as number] as number
  }
  const columns = new Array<number>(worths.length).fill(-1)
  for (let to = 1; to <= width; to++) if (rowAt[to] !== 0) columns[(rowAt[to] as number) - 1] = to - 1
  return columns
}
