import type {Message, Values} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {RecordDamage} from '../../project/sound-records.ts'
import {soundSteps} from '../../project/sound-records.ts'
import {documentTitle} from '../document-state.ts'
import type {DamagedDocument} from '../log/document-log.ts'

/** Reads the records of documents with rests between, and remembers of which something had to be left out. */
export interface LeftOut {
  /** What of these a document can be made of. A record is `undefined` where its bytes are not what was written. */
  reading(
    name: string,
    address: () => DocumentAddress | undefined,
    records: readonly (Uint8Array | undefined)[],
  ): Generator<undefined, readonly Uint8Array[], undefined>
  all(): readonly DamagedDocument[]
}

export function leftOut(): LeftOut {
  const found = new Map<string, DamagedDocument>()
  return {
    *reading(name, address, records) {
      const whole = records.filter(record => record !== undefined)
      const {updates, damage} = yield* soundSteps(whole)
      const count = records.length - whole.length + damage.length
      const where = count > 0 ? address() : undefined
      if (where !== undefined) found.set(name, {name, address: where, records: count})
      else if (count === 0) found.delete(name)
      return updates
    },
    all: () => [...found.values()],
  }
}

const WHAT: {readonly [problem in RecordDamage['problem']]: (values: Values) => Message} = {
  unreadable: values =>
    message(
      'Record {seq} of {document} is no update, so that part of it is left out whenever the document is read. All else of it is unharmed. {advice}',
      values,
    ),
  range: values =>
    message(
      'Record {seq} of {document} counts beyond what any document has, so that part of it is left out whenever the document is read. All else of it is unharmed. {advice}',
      values,
    ),
  nested: values =>
    message(
      'Record {seq} of {document} nests values deeper than any document does, so that part of it is left out whenever the document is read. All else of it is unharmed. {advice}',
      values,
    ),
  foreign: values =>
    message(
      'Record {seq} of {document} holds a kind of content that no document has, so that part of it is left out whenever the document is read. All else of it is unharmed. {advice}',
      values,
    ),
  large: values =>
    message(
      'Record {seq} of {document} is larger than any document, so that part of it is left out whenever the document is read. All else of it is unharmed. {advice}',
      values,
    ),
}

const SET_ASIDE = message('To set it aside, close the project and use “claimlight repair”.')

/** What `check` says of a record whose bytes are as they were written, and which no document can take whole. `seq`: its number. */
export const impossibleRecord = (seq: string, address: DocumentAddress | undefined, problem: RecordDamage['problem'], advice = SET_ASIDE): Message =>
  WHAT[problem]({seq, document: address === undefined ? message('an unknown document') : documentTitle(address), advice})
