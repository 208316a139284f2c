import type {Pointer} from '../../core/annotation/pointers.ts'
import type {Person} from '../../core/round/owner.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {AnnotationIndex} from '../../storage/index/annotation-index.ts'
import type {AnnotationRow} from '../../storage/index/annotation-row.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import type {Rights} from '../access.ts'
import type {SetAddress} from './set-indexer.ts'

/** Whose rows they are, and as what she reads them. */
type Reading = {
  readonly store: Pick<AnnotationIndex, 'rows'> & Pick<DocumentLog, 'documents'>
  readonly person: Person
  readonly may: (person: Person, address: DocumentAddress) => Rights
}

export type ReadableRow = Pick<SetAddress, 'article' | 'owner'> & AnnotationRow

/** Sets whose rows are read together. */
const TOGETHER = 50

/** The rows that one person may read, of all sets or what points at one thing; her rights are asked again when a row is given to her. */
export async function* readableRows({store, person, may}: Reading, pointsAt?: Pointer): AsyncGenerator<ReadableRow, void, undefined> {
  const mayRead = (address: DocumentAddress): address is SetAddress => address.kind === 'set' && may(person, address) !== 'none'
  const given = async function* () {
    if (pointsAt !== undefined) return yield* await store.rows({pointsAt})
    const names = (await store.documents()).filter(({address}) => mayRead(address)).map(({name}) => name)
    for (let at = 0; at < names.length; at += TOGETHER) yield* await store.rows({names: names.slice(at, at + TOGETHER)})
  }
  for await (const {address, row} of given()) {
    await turn()
    if (mayRead(address)) yield {article: address.article, owner: address.owner, ...row}
  }
}
