import type {Figure} from './figure.ts'
import {figure, noFigure} from './figure.ts'

/** To which cluster each item belongs: which claim a mention makes, which entity words name. Only items that both put somewhere are compared. */
export type Clustering = ReadonlyMap<string, string>

export type ClusterAgreement = {
  /** B³ (Bagga and Baldwin 1998): the mean over items of the common part of their two clusters. */
  readonly bCubed: {readonly precision: Figure; readonly recall: Figure; readonly f1: Figure}
  /** Of pairs of items that one or both put together. */
  readonly pairs: {readonly precision: Figure; readonly recall: Figure; readonly f1: Figure}
  /** The Rand index without what chance gives (Hubert and Arabie 1985). */
  readonly adjustedRand: Figure
  readonly items: number
}

export function clusterAgreement(first: Clustering, second: Clustering): ClusterAgreement {
  const items = [...first.keys()].filter(item => second.has(item))
  const common = counted(items.map(item => JSON.stringify([first.get(item), second.get(item)])))
  const own = counted(items.map(item => first.get(item) as string))
  const other = counted(items.map(item => second.get(item) as string))
  const nothing = noFigure('nothing-judged-twice')
  if (items.length === 0)
    return {
      bCubed: {precision: nothing, recall: nothing, f1: nothing},
      pairs: {precision: nothing, recall: nothing, f1: nothing},
      adjustedRand: nothing,
      items: 0,
    }
  let [precision, recall] = [0, 0]
  for (const [key, both] of common) {
    const [a, b] = JSON.parse(key) as [string, string]
    precision += (both * both) / (other.get(b) as number)
    recall += (both * both) / (own.get(a) as number)
  }
  const [together, inFirst, inSecond] = [pairsIn(common), pairsIn(own), pairsIn(other)]
  return {
    bCubed: {
      precision: figure(precision / items.length),
      recall: figure(recall / items.length),
      f1: figure((2 * precision * recall) / (precision + recall) / items.length),
    },
    pairs: {
      precision: part(together, inSecond),
      recall: part(together, inFirst),
      f1: part(2 * together, inFirst + inSecond),
    },
    adjustedRand: adjusted(together, inFirst, inSecond, (items.length * (items.length - 1)) / 2),
    items: items.length,
  }
}

/** Items that both put somewhere, and that one puts together with others than the other does. */
export function itemsApart(first: Clustering, second: Clustering): readonly string[] {
  const items = [...first.keys()].filter(item => second.has(item))
  const pair = (item: string): string => JSON.stringify([first.get(item), second.get(item)])
  const [own, other, both] = [items.map(item => first.get(item) as string), items.map(item => second.get(item) as string), items.map(pair)].map(counted)
  return items.filter(item => {
    const common = both?.get(pair(item))
    return own?.get(first.get(item) as string) !== common || other?.get(second.get(item) as string) !== common
  })
}

const part = (some: number, of: number): Figure => (of === 0 ? noFigure('one-label') : figure(some / of))

/** Undefined where both put all together or both keep all apart: nothing could have differed. */
function adjusted(together: number, inFirst: number, inSecond: number, all: number): Figure {
  const byChance = all === 0 ? 0 : (inFirst * inSecond) / all
  const most = (inFirst + inSecond) / 2
  return most === byChance ? noFigure('one-label') : figure((together - byChance) / (most - byChance))
}

function counted(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

const pairsIn = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
