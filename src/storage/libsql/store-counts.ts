import * as z from 'zod'
import type {SetCounts} from '../index/annotation-index.ts'
import {parseAddress} from '../log/stored-record.ts'
import type {Database} from './database.ts'
import type {Page} from './pages.ts'
import {AT_ONCE, COLUMN, parsedLine, readTogether} from './pages.ts'

export function readCounts(db: Database, from: number): Page<SetCounts> {
  const last = Number(db.get('select max(id) as id from document')?.id ?? 0)
  const next = from + AT_ONCE
  return {found: countsWhere(db, column => `${column} > ${from} and ${column} <= ${next}`), next: next < last ? next : undefined}
}

export function readCountsOf(db: Database, names: readonly string[]): readonly SetCounts[] {
  const ids = names.flatMap(name => {
    const id = db.get('select id from document where name = ?', name)?.id
    return typeof id === 'number' ? [id] : []
  })
  return countsWhere(db, column => `${column} in (${ids.join(', ')})`)
}

/** `within`: what is asked of a column that holds the number of a document. */
function countsWhere(db: Database, within: (column: string) => string): readonly SetCounts[] {
  type Counting = {article: string; owner: string; layers: {readonly [layer: string]: number}; readBy: string[]; doneBy: string[]}
  const sets = new Map<number, Counting>()
  const layersOf = new Map<string, {readonly [layer: string]: number}>()
  for (const line of readTogether(db, `select id || char(31) || address || char(31) || layers as line from document where ${within('id')} order by id`)) {
    const [id, addressText = '', layersText = ''] = line.split(COLUMN)
    const address = setAddress(addressText)
    if (address === undefined) continue
    const layers = layersOf.get(layersText) ?? readLayers(layersText)
    layersOf.set(layersText, layers)
    sets.set(Number(id), {article: address.article, owner: address.owner, layers, readBy: [], doneBy: []})
  }
  for (const line of readTogether(db, `select json_array(document, by, state) as line from read_mark where ${within('document')} order by document, by`)) {
    const mark = parsedLine(line, markLine)
    if (mark === undefined) continue
    const [document, by, state] = mark
    const set = sets.get(document)
    set?.readBy.push(by)
    if (state === 'done') set?.doneBy.push(by)
  }
  return [...sets.values()]
}

/** As nearly all are written; anything else is left to the parser of addresses. */
const PLAIN_SET = /^\{"kind":"set","article":"([0-9a-f]*)","owner":"(team|gold|annotator:[\w-]+|round:[\w-]+\/[\w-]+)"\}$/

function setAddress(text: string): {readonly article: string; readonly owner: string} | undefined {
  const [, article, owner] = PLAIN_SET.exec(text) ?? []
  if (article !== undefined && owner !== undefined) return {article, owner}
  const address = parseAddress(text)
  return address?.kind === 'set' ? address : undefined
}

const markLine = z.tuple([z.number(), z.string(), z.string()])

const layerCounts = z.record(z.string(), z.number())

/** How many rows of each layer a set has, as it is kept with its document. */
export function readLayers(text: string): {readonly [layer: string]: number} {
  return parsedLine(text, layerCounts) ?? {}
}
