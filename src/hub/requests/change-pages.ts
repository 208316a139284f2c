import type {DocumentAddress} from '../../project/document-address.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {ChangesPage} from '../../sync/peer-api.ts'
import type {SealedPlaces} from './sealed-place.ts'

/** Documents in one answer: enough for a first sync of many, little enough to interrupt nobody. */
const PAGE = 1000

/**
 * Which documents one person may read were written to, page by page. Nothing in an answer follows from what she may not read: a
 * cursor stands behind the last document that was told, and comes back as it is when there is no other.
 */
export interface ChangePages {
  since(cursor: string): Promise<ChangesPage>
}

type Place = {readonly rights: string; readonly place: string}
type Gathered = Map<string, {readonly address: DocumentAddress; readonly place: string}>

/** `rights`: a short name for what decides what she may read; when it changes, what was passed over may be open to her. */
export function changePages(given: {
  store: Pick<DocumentLog, 'changesSince'>
  places: SealedPlaces
  rights: () => string
  mayRead: (address: DocumentAddress) => boolean
}): ChangePages {
  /** How far it was looked from a place without finding anything: the same is not looked through again at each question. */
  let looked = {from: '', rights: '', to: ''}

  const unsealed = (cursor: string): Place | undefined => {
    const text = given.places.unseal(cursor)
    const at = text?.indexOf('~') ?? -1
    return text === undefined || at === -1 ? undefined : {rights: text.slice(0, at), place: text.slice(at + 1)}
  }
  /** `undefined`: the log is another one than the place is from. */
  const gather = async (from: string): Promise<{readonly found: Gathered; readonly end: string} | undefined> => {
    const found: Gathered = new Map()
    let end = from
    for (;;) {
      const page = await given.store.changesSince(end, PAGE)
      if (page === undefined) return undefined
      for (const [at, {name, address}] of page.documents.entries()) {
        if (!given.mayRead(address)) continue
        found.delete(name)
        found.set(name, {address, place: page.places[at] ?? page.next})
      }
      end = page.next
      if (!page.more || found.size > PAGE) return {found, end}
      await turn()
    }
  }
  return {
    since: async cursor => {
      const rights = given.rights()
      const then = cursor === '' ? {rights, place: ''} : unsealed(cursor)
      const isAnew = then !== undefined && then.place !== '' && then.rights !== rights
      const start = then === undefined || isAnew ? '' : then.place
      const gathered = await gather(looked.from === start && looked.rights === rights ? looked.to : start)
      const all = gathered ?? (await gather(''))
      if (all === undefined) throw new Error('The beginning is a place in every log.')
      const told = [...all.found.values()].slice(0, PAGE)
      const more = all.found.size > PAGE
      const from = then === undefined || gathered === undefined ? 'restored' : isAnew ? 'anew' : 'cursor'
      const place = told.at(-1)?.place ?? (from === 'restored' ? '' : start)
      if (!more) looked = {from: place, rights, to: all.end}
      const isSame = from === 'cursor' && told.length === 0
      return {documents: told.map(({address}) => address), cursor: isSame ? cursor : given.places.seal(`${rights}~${place}`), more, from}
    },
  }
}
