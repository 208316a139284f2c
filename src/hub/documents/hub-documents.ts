import type {Connection, Extension} from '@hocuspocus/server'
import {Hocuspocus} from '@hocuspocus/server'
import type {Awareness} from 'y-protocols/awareness'
import * as Y from 'yjs'
import {HUB_REASONS, reasonOf} from '../../sync/hub-reasons.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import type {Person} from '../../core/round/owner.ts'
import type {HostEvent} from '../../ipc/host-event.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import type {Rights} from '../access.ts'
import type {Context} from './admission.ts'
import {admission, denied} from './admission.ts'
import {acknowledgements} from './acknowledgements.ts'
import {tellOthers} from './broadcast.ts'
import type {Channel} from './channel.ts'
import {RESET} from './channel.ts'
import type {DurableLog, LogEntry} from './durable-log.ts'
import {documentLoading} from './document-loading.ts'
import {documentOwners} from './document-owners.ts'
import {guestNews} from './guest-news.ts'
import type {Sender} from './incoming-changes.ts'
import {incomingChanges} from './incoming-changes.ts'
import {takeChanges} from './own-messages.ts'
import {sentenceOf} from '../sentence-of.ts'
import {toldTo} from './told-elsewhere.ts'
import {longLogs} from './long-logs.ts'
import {spoiltDocuments} from './spoilt-documents.ts'
import {syncChannels} from './sync-channels.ts'
import {ownPresence, takeOutOwnPresence} from './whose-presence.ts'
import type {Stay} from '../stay.ts'

/** The living documents of a project and the connections to them. */
export interface HubDocuments {
  connect(channel: Channel, request: Request, person: Person, stay?: Stay, sender?: Sender): void
  /** Applies what the log has already taken, and so sends it to everybody at the document. */
  apply(entry: LogEntry): Promise<void>
  loaded(name: string): Y.Doc | undefined
  /** Whether one of these numbers is of a window that is or was at the document: nobody elsewhere writes under it. */
  isOfWindowHere(name: string, clients: Iterable<number>): boolean
  /** Loads a document and keeps it in memory until all are closed. Rejects with a sentence when it cannot be read. */
  keep(name: string, address: DocumentAddress): Promise<Y.Doc>
  /** Whether a document is in memory, or on its way there. The project's own always counts: the hub itself reads it. */
  isHere(name: string): boolean
  /** Whether a window is at the document. */
  isOpen(name: string): boolean
  /** Where everybody is, as the windows here say and are told. */
  presence(): Awareness | undefined
  /** Tells other hubs, a moment later, that one of these documents was written to. */
  written(addresses: readonly DocumentAddress[]): void
  /** Sends the windows of the project what each person may know. */
  tell(eventFor: (person: Person) => HostEvent | undefined): void
  /** Ends connections whose person may do less, or may write where they could only read: they come back with what holds now. */
  recheck(): void
  /** Makes windows whose changes were refused offer them again. */
  offerAgain(): void
  close(): Promise<void>
}

/** Documents kept in memory though nobody is at them: opening again is instant, and unloading cannot race with it. */
const KEPT_OPEN = 200

export function hubDocuments(given: {
  projectId: string
  store: DocumentLog
  log: DurableLog
  rights: (person: Person, address: DocumentAddress) => Rights
  /** When the round of hers was opened into which her work is taken all the same. */
  lateAfter: (person: Person, address: DocumentAddress) => number | undefined
  /** Whether this hub writes down what was taken late; a guest's leaves that to the project's. */
  marksLate: boolean
  /** What may be said to be finished in a worklist. */
  finishing: Parameters<typeof incomingChanges>[0]['finishing']
  /** Whom an admin has joined with this person. */
  joinedWith: (person: string) => ReadonlySet<string>
  /** The version of the schema in force. */
  version: () => number | undefined
  /** Whether an independent round is closed: then nobody is shown where others are. */
  blind: () => boolean
  /** Whether a round may have begun at another hub without this one knowing: then nothing new is taken or shown. */
  outOfStep: () => boolean
  extensions: Extension[]
  /** Whether other hubs serve the project from the same log. */
  common: boolean
  /** Milliseconds between signs of life; `undefined` for the usual ones. */
  heartbeat: number | undefined
  /** A window has come to the document. */
  onOpen: (name: string, address: DocumentAddress) => void
  /** Tells of every change; `doc` is absent when nobody has the document open. */
  onChange: (entry: LogEntry, doc: Y.Doc | undefined) => void
}): HubDocuments {
  const {projectId, store, log, rights} = given
  const projectName = documentName(projectId, {kind: 'project'})
  const addresses = new Map<string, DocumentAddress>()
  /** Connections that are open, or have closed and left messages that are not yet dealt with. */
  const handling = new Set<Connection>()
  const saved = acknowledgements()
  const loading = documentLoading(store)
  const owners = documentOwners()
  const logs = longLogs(store, log)
  let blind: boolean | undefined

  const admitted = admission(projectId, rights)
  const {isRight} = admitted
  const channels = syncChannels({saved, heartbeat: given.heartbeat, isRight})

  /** Before anything of a message is looked at: her rights may have changed since she was let in, and while it waited. */
  const admit = async (connection: Connection<Context>): Promise<void> => {
    await connection.context.stay?.lasts()
    if (isRight(connection)) return
    connection.context.stay?.leave()
    channels.reset(connection)
    throw RESET
  }
  const incoming = incomingChanges({
    log,
    saved,
    owners,
    rights,
    lateAfter: given.lateAfter,
    marksLate: given.marksLate,
    finishing: given.finishing,
    joinedWith: given.joinedWith,
    version: given.version,
    blind: given.blind,
    common: given.common,
    outOfStep: given.outOfStep,
    onWriting: logs.writing,
    onNotWritten: channels.notWritten,
    onSpoilt: document => spoilt.end(document),
  })

  /** Nobody is let in any more. */
  let closing = false
  /** Nothing is taken any more. */
  let closed = false
  const hocuspocus = new Hocuspocus<Context>({
    quiet: true,
    timeout: channels.patience,
    extensions: given.extensions,
    async onAuthenticate({token, documentName: name, context, connectionConfig}) {
      if (closing) throw denied(HUB_REASONS.closed)
      const {address, changes, readOnly} = await admitted.to(name, token, context)
      connectionConfig.readOnly = readOnly
      addresses.set(name, address)
      return {address, changes}
    },
    async onLoadDocument({document, documentName: name, context}) {
      // It may have been forgotten since she was let in.
      if (context.address !== undefined) addresses.set(name, context.address)
      await spoilt.written(name)
      try {
        logs.loaded(name, await loading.into(document, name))
        // After its records, so that none of their numbers is unknown.
        owners.told(document, await store.owners(name))
        tellOthers(document)
      } catch (error) {
        throw denied(toldTo(context.person, sentenceOf(error)))
      }
    },
    async connected({connection, documentName: name, context}) {
      handling.add(connection)
      takeChanges(connection, async change => {
        await admit(connection)
        if (closed) throw RESET
        await incoming.take(connection, change)
      })
      channels.opened(connection)
      if (context.address !== undefined) given.onOpen(name, context.address)
      // A provider whose document alone is closed after an error waits for ever; one whose socket closes comes back.
      connection.onClose((_document, event) => {
        void connection.waitForPendingMessages().then(() => handling.delete(connection))
        if (event?.code === RESET.code) channels.reset(connection)
      })
      if (connection.document.isDestroyed) connection.close(RESET)
      const problem = log.problem()
      if (name === projectName && problem !== null)
        connection.sendStateless(JSON.stringify({type: 'storage', problem: toldTo(context.person, problem)} satisfies HostEvent))
    },
    async beforeHandleMessage({update, document, connection, context}) {
      await admit(connection)
      takeOutOwnPresence(document.awareness, update, context.person.id, connection)
    },
    async beforeHandleAwareness({states, context, awareness}) {
      // Without a context it comes from another hub of the same project, which has done this already.
      if (context !== undefined) ownPresence(awareness, states, context.person.id, !given.blind() && !given.outOfStep())
    },
    async onChange({documentName: name, document, update}) {
      const address = addresses.get(name)
      if (address !== undefined) given.onChange({name, address, update}, document)
    },
    async onStoreDocument({documentName: name, document}) {
      if (!closing) await logs.merge(name, document, document.getConnections().length === 0)
    },
    async beforeUnloadDocument() {
      // A rejection without a message is this library's way of saying no.
      if (hocuspocus.documents.size <= KEPT_OPEN && !closed) throw denied('')
    },
    async afterUnloadDocument({documentName: name}) {
      if (hocuspocus.documents.has(name)) return
      addresses.delete(name)
      logs.forget(name)
    },
  })

  const windows = (): readonly Connection[] => hocuspocus.documents.get(projectName)?.getConnections() ?? []
  const news = guestNews({
    projectId,
    rights,
    guests: () =>
      windows().flatMap(connection => {
        const {person, changes} = connection.context as Context
        const tell = (): void => connection.sendStateless(JSON.stringify({type: 'changes'} satisfies HostEvent))
        return changes === true ? [{person, tell}] : []
      }),
  })

  const spoilt = spoiltDocuments({
    kept: projectName,
    settled: log.settled,
    reset: channels.reset,
    forget: name => void hocuspocus.documents.delete(name),
  })
  const connections = (): Connection<Context>[] => [...hocuspocus.documents.values()].flatMap(document => document.getConnections())

  return {
    connect: (channel, request, person, stay, sender = 'window') => {
      blind ??= given.blind()
      channels.open(channel, person.id, socket => hocuspocus.handleConnection(socket, request, {person, sender, ...(stay === undefined ? {} : {stay})}))
    },
    apply: async entry => {
      const {name, address, update} = entry
      addresses.set(name, address)
      await hocuspocus.loadingDocuments.get(name)?.catch(() => undefined)
      const document = hocuspocus.documents.get(name)
      if (document === undefined) given.onChange(entry, undefined)
      else if (!applied(document, update)) {
        loading.doubt(name)
        spoilt.end(document)
      }
    },
    loaded: name => hocuspocus.documents.get(name),
    isOfWindowHere: (name, clients) => {
      const document = hocuspocus.documents.get(name)
      return document !== undefined && owners.of(document).ofWindowHere(clients) !== undefined
    },
    isHere: name => name === projectName || hocuspocus.documents.has(name) || hocuspocus.loadingDocuments.has(name),
    keep: async (name, address) => {
      addresses.set(name, address)
      const {document} = await hocuspocus
        .openDirectConnection(name)
        .catch(() => hocuspocus.openDirectConnection(name))
        .catch((error: {reason?: string}) => {
          throw new SentenceError(error.reason === undefined ? sentenceOf(error) : reasonOf(error.reason))
        })
      if (document === null) throw new Error('A document is closed only with all others.')
      return document
    },
    isOpen: name => (hocuspocus.documents.get(name)?.getConnections().length ?? 0) > 0,
    presence: () => hocuspocus.documents.get(projectName)?.awareness,
    written: news.written,
    tell: eventFor => {
      for (const connection of windows()) {
        const event = eventFor((connection.context as Context).person)
        if (event !== undefined) connection.sendStateless(JSON.stringify(event))
      }
    },
    recheck: () => {
      if (blind !== undefined && blind !== given.blind()) {
        // Everybody comes back, and what was known of where they are is gone.
        blind = !blind
        channels.resetAll()
        return
      }
      for (const connection of connections()) {
        if (!isRight(connection)) channels.reset(connection)
      }
    },
    offerAgain: channels.offerAgain,
    close: async () => {
      closing = true
      news.stop()
      await channels.close('The project was closed.')
      await Promise.all([...handling].map(connection => connection.waitForPendingMessages()))
      closed = true
      await log.settled()
      hocuspocus.flushPendingStores()
      for (const [name, document] of hocuspocus.documents) {
        await logs.merge(name, document, true)
        document.destroy()
      }
      hocuspocus.documents.clear()
    },
  }
}

/** `false`: Yjs failed. The log has the change, so the document is made again from it, without what fails, when it is next loaded. */
function applied(document: Y.Doc, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(document, update, {source: 'local'})
    return true
  } catch (error) {
    console.error('A change could not be applied to its document:', error)
    return false
  }
}
