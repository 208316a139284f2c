import type {Connection, Extension} from '@hocuspocus/server'
import {Hocuspocus} from '@hocuspocus/server'
import type {Awareness} from 'y-protocols/awareness'
import {removeAwarenessStates} from 'y-protocols/awareness'
import * as Y from 'yjs'
import {HUB_REASONS, reasonOf} from '../../sync/hub-reasons.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import type {Sentence} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import type {HostEvent} from '../../ipc/host-event.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import {parsePresence} from '../../project/presence.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {parseSyncToken} from '../../sync/sync-token.ts'
import type {Rights} from '../access.ts'
import {acknowledgements} from './acknowledgements.ts'
import {awarenessRemovals} from './awareness-removals.ts'
import {tellOthers} from './broadcast.ts'
import type {Channel} from './channel.ts'
import {RESET} from './channel.ts'
import type {DurableLog, LogEntry} from './durable-log.ts'
import {documentLoading} from './document-loading.ts'
import {documentOwners} from './document-owners.ts'
import {guestNews} from './guest-news.ts'
import type {Sender} from './incoming-changes.ts'
import {incomingChanges} from './incoming-changes.ts'
import type {MessageGate} from './message-gate.ts'
import {documentPlaces, messageGate} from './message-gate.ts'
import {takeChanges} from './own-messages.ts'
import {sentenceOf} from '../sentence-of.ts'
import {toldTo} from './told-elsewhere.ts'
import {signsOfLife} from './signs-of-life.ts'
import {spoiltDocuments} from './spoilt-documents.ts'
import {stateAnswers} from './state-answers.ts'
import type {Stay} from '../stay.ts'
import {turns} from './turns.ts'

/** Who is at a connection, from its sign-in, and which document it opened, from its token. */
type Context = {readonly person: Person; readonly sender: Sender; readonly stay?: Stay; readonly address?: DocumentAddress; readonly changes?: boolean}

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

/**
 * A log of more updates than this is merged into one when nobody is at the document: merging ten thousand annotations
 * takes a second, in which nothing else is answered. One that grows past the second number is merged in any case.
 */
const LONG_LOG = 500
const ENDLESS_LOG = 20_000

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
  const logged = new Map<string, number>()
  /** Connections that are open, or have closed and left messages that are not yet dealt with. */
  const handling = new Set<Connection>()
  const refusedAt = new Set<Channel>()
  const channels = new Set<Channel>()
  const life = signsOfLife(channels, given.heartbeat)
  const saved = acknowledgements()
  const loading = documentLoading(store)
  const owners = documentOwners()
  let blind: boolean | undefined

  const compact = async (name: string, doc: Y.Doc): Promise<void> => {
    // The store adds what its log has and the document in memory has not yet. What is in memory and not in the log would lose who did it.
    const state = Y.encodeStateAsUpdate(doc)
    await log.written()
    if (log.problem() === null && (await store.compact(name, state)).ok) logged.set(name, 1)
  }

  /** Whether a connection may do what its person may do now. */
  const isRight = ({context, readOnly}: Connection<Context>): boolean => {
    if (context.stay?.holds() === false) return false
    if (context.address === undefined) return true
    const may = rights(context.person, context.address)
    return may !== 'none' && readOnly === (may === 'read')
  }

  /** Before anything of a message is looked at: her rights may have changed since she was let in, and while it waited. */
  const admit = async (connection: Connection<Context>): Promise<void> => {
    await connection.context.stay?.lasts()
    if (isRight(connection)) return
    connection.context.stay?.leave()
    channelOf(connection)?.close(RESET.code, RESET.reason)
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
    common: given.common,
    outOfStep: given.outOfStep,
    onWriting: name => logged.set(name, (logged.get(name) ?? 0) + 1),
    onNotWritten: connection => {
      const channel = channelOf(connection)
      if (channel !== undefined) refusedAt.add(channel)
    },
    onSpoilt: document => spoilt.end(document),
  })

  /** Nobody is let in any more. */
  let closing = false
  /** Nothing is taken any more. */
  let closed = false
  const hocuspocus = new Hocuspocus<Context>({
    quiet: true,
    timeout: life.patience,
    extensions: given.extensions,
    async onAuthenticate({token, documentName: name, context, connectionConfig}) {
      if (closing) throw denied(HUB_REASONS.closed)
      if (context.stay !== undefined && !(await context.stay.lasts())) throw denied(HUB_REASONS.out)
      const asked = parseSyncToken(token)
      const address = asked?.address
      if (address === undefined || documentName(projectId, address) !== name) throw denied(HUB_REASONS.foreign)
      const may = rights(context.person, address)
      if (may === 'none') throw denied(HUB_REASONS.blind)
      connectionConfig.readOnly = may === 'read'
      addresses.set(name, address)
      return {address, changes: asked?.changes === true && name === projectName}
    },
    async onLoadDocument({document, documentName: name, context}) {
      // It may have been forgotten since she was let in.
      if (context.address !== undefined) addresses.set(name, context.address)
      await spoilt.written(name)
      try {
        logged.set(name, await loading.into(document, name))
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
      gates.get(connection.webSocket)?.opened(connection)
      if (context.address !== undefined) given.onOpen(name, context.address)
      // A provider whose document alone is closed after an error waits for ever; one whose socket closes comes back.
      connection.onClose((_document, event) => {
        void connection.waitForPendingMessages().then(() => handling.delete(connection))
        if (event?.code === RESET.code) channelOf(connection)?.close(RESET.code, RESET.reason)
      })
      if (connection.document.isDestroyed) connection.close(RESET)
      const problem = log.problem()
      if (name === projectName && problem !== null)
        connection.sendStateless(JSON.stringify({type: 'storage', problem: toldTo(context.person, problem)} satisfies HostEvent))
    },
    async beforeHandleMessage({update, document, connection, context}) {
      await admit(connection)
      const gone = awarenessRemovals(update).filter(client => document.awareness.getStates().get(client)?.by === context.person.id)
      if (gone.length > 0) removeAwarenessStates(document.awareness, gone, connection)
    },
    async beforeHandleAwareness({states, context, awareness}) {
      // Without a context it comes from another hub of the same project, which has done this already.
      if (context === undefined) return
      for (const [client, state] of states) {
        // Whose presence it is comes from the sign-in, like everything else about a person; nobody speaks for another's window.
        const presence = parsePresence({...(state as object | null), by: context.person.id})
        const known: unknown = awareness.getStates().get(client)?.by
        if (presence === undefined || given.blind() || given.outOfStep() || (known !== undefined && known !== context.person.id)) states.delete(client)
        else states.set(client, presence)
      }
    },
    async onChange({documentName: name, document, update}) {
      const address = addresses.get(name)
      if (address !== undefined) given.onChange({name, address, update}, document)
    },
    async onStoreDocument({documentName: name, document}) {
      const longest = document.getConnections().length === 0 ? LONG_LOG : ENDLESS_LOG
      if (!closing && log.problem() === null && (logged.get(name) ?? 0) > longest) await compact(name, document)
    },
    async beforeUnloadDocument() {
      // A rejection without a message is this library's way of saying no.
      if (hocuspocus.documents.size <= KEPT_OPEN && !closed) throw denied('')
    },
    async afterUnloadDocument({documentName: name}) {
      if (hocuspocus.documents.has(name)) return
      addresses.delete(name)
      logged.delete(name)
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
    reset: (connection, {code, reason}) => channelOf(connection)?.close(code, reason),
    forget: name => void hocuspocus.documents.delete(name),
  })
  const inTurn = turns()
  const places = documentPlaces()
  const answers = stateAnswers(connection => {
    // Rights may have changed since she was let in: the document had to be loaded first.
    const may = isRight(connection)
    if (!may) channelOf(connection)?.close(RESET.code, RESET.reason)
    return may
  })
  const gates = new WeakMap<object, MessageGate>()
  const sockets = new WeakMap<object, Channel>()
  const channelOf = (connection: Connection): Channel | undefined => sockets.get(connection.webSocket)
  const connections = (): Connection<Context>[] => [...hocuspocus.documents.values()].flatMap(document => document.getConnections())

  return {
    connect: (channel, request, person, stay, sender = 'window') => {
      blind ??= given.blind()
      const send = (message: Uint8Array): void => {
        if (channel.readyState === 1) channel.send(message)
      }
      const socket = {
        get readyState() {
          return channel.readyState
        },
        send: (data: unknown) => {
          const message = data as Uint8Array
          gate.said(message)
          const due = saved.due(message)
          if (due === undefined) send(message)
          else void due.then(() => send(message))
        },
        close: (code = 1000, reason = '') => channel.close(code, reason),
      }
      sockets.set(socket, channel)
      channels.add(channel)
      const client = hocuspocus.handleConnection(socket, request, {person, sender, ...(stay === undefined ? {} : {stay})})
      const gate = messageGate({channel, who: person.id, turns: inTurn, places, answers, pass: client.handleMessage, now: () => performance.now()})
      gates.set(socket, gate)
      channel.onMessage(data => {
        client.lastMessageReceivedAt = Date.now()
        // The library's server does not know the answer that its own provider gives.
        if (!life.isAnswer(data)) gate.take(data)
      })
      channel.onClose((code, reason) => {
        channels.delete(channel)
        refusedAt.delete(channel)
        gate.end(() => client.handleClose({code, reason}))
      })
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
        for (const channel of channels) channel.close(RESET.code, RESET.reason)
        return
      }
      for (const connection of connections()) {
        if (!isRight(connection)) channelOf(connection)?.close(RESET.code, RESET.reason)
      }
    },
    offerAgain: () => {
      for (const channel of refusedAt) channel.close(RESET.code, RESET.reason)
      refusedAt.clear()
    },
    close: async () => {
      closing = true
      news.stop()
      life.stop()
      for (const channel of channels) channel.close(1001, 'The project was closed.')
      await inTurn.settled()
      await Promise.all([...handling].map(connection => connection.waitForPendingMessages()))
      closed = true
      await log.settled()
      hocuspocus.flushPendingStores()
      for (const [name, document] of hocuspocus.documents) {
        if (log.problem() === null && (logged.get(name) ?? 0) > LONG_LOG) await compact(name, document)
        document.destroy()
      }
      hocuspocus.documents.clear()
    },
  }
}

/** What the library sends to the window as the reason; it is no Error, so that nothing is printed. */
/** As the sync library sends it: in English, see hub-reasons.ts. */
const denied = (reason: Sentence): {readonly reason: string} => ({reason: `${reason}`})

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
