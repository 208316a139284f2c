import type {Awareness} from 'y-protocols/awareness'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Role} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import type {UpstreamStatus} from '../../ipc/share-api.ts'
import {parseHostEvent} from '../../ipc/host-event.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import type {HubConnection} from '../../sync/hub-connection.ts'
import {judgeForeign} from '../documents/foreign-judgement.ts'
import {connectHub} from '../../sync/hub-connection.ts'
import {PEER_PROTOCOL} from '../../sync/peer-api.ts'
import type {LogWatch} from '../documents/durable-log.ts'
import {sentenceOf} from '../sentence-of.ts'
import {acknowledged} from './acknowledged.ts'
import {attempts} from './attempts.ts'
import type {LocalDocuments} from './local-documents.ts'
import {bridges, HELD} from './bridges.ts'
import type {DoneAtHub} from './done-at-hub.ts'
import {doneAtHub} from './done-at-hub.ts'
import type {Feed} from './feed.ts'
import {feed} from './feed.ts'
import {presenceBridge} from './presence-bridge.ts'
import type {PresenceBridge} from './presence-bridge.ts'
import type {UpstreamAccess, UpstreamProblem} from './upstream-access.ts'
import {foreignProject, joinedWithAnother, otherVersion, unreachable} from './upstream-access.ts'
import type {ProgressFile} from './upstream-progress.ts'
import type {UpstreamRequests} from './upstream-requests.ts'
import {upstreamSocket} from './upstream-socket.ts'
import type {UpstreamTexts} from './upstream-texts.ts'
import {underWay} from '../under-way.ts'

/**
 * This hub as a guest at another one: windows here work against this hub, with or without a network, and whenever the
 * other hub is reached both logs take what they lack of each other. What is acknowledged here is never undone by it.
 */
export interface Upstream extends DoneAtHub {
  readonly watch: LogWatch
  start(): void
  status(): UpstreamStatus
  /** A window here came to a document. */
  opened(name: string, address: DocumentAddress): void
  /** Asks the other hub whether a round is open of which the document says so without proof. */
  askRounds(): void
  /** Tries to connect now instead of a moment later. */
  tryNow(): void
  /** The most documents that were attached at once. */
  attachedMost(): number
  close(): Promise<void>
}

/** Milliseconds between questions for changes though none were told: several hubs may serve one project, and not tell all. */
const ASK = 10_000

const DAMAGED_THERE = message(
  'Something that the hub sent is damaged and was left out here. All else is exchanged. Tell whoever keeps the project to check it.',
)

/** Milliseconds that changes of the status are gathered before windows are told. */
const GATHER = 100

/** An update without changes. */
const NOTHING_NEW = new Uint8Array([0, 0])

export function upstream(given: {
  projectId: string
  access: UpstreamAccess
  person: string
  /** Whether the other hub takes from her what others have done, too. */
  takesAll: () => boolean
  store: DocumentLog
  local: LocalDocuments
  presence: () => Awareness | undefined
  requests: UpstreamRequests
  texts: UpstreamTexts
  progress: ProgressFile
  /** By which this device signs, to be told to the other hub. */
  publicKey: string | undefined
  /** A round is said to be open, and this hub does not believe it yet. */
  isDisputed: () => boolean
  onRounds: (told: readonly Round[]) => Promise<void>
  onStatus: () => void
  onRole: (role: Role) => void
}): Upstream {
  const {projectId, access, store, requests, texts, progress} = given
  const projectName = documentName(projectId, {kind: 'project'})
  let origin = access.origins[0] ?? ''
  let status: {readonly state: UpstreamStatus['state']; readonly why?: Sentence} = {state: 'offline', ...whyOf(unreachable(origin))}
  let stopped = false
  let endSession: ((problem: UpstreamProblem) => void) | undefined
  let presence: PresenceBridge | undefined
  let telling: NodeJS.Timeout | undefined
  let localProblem: Sentence | undefined

  const changed = (): void => {
    telling ??= setTimeout(() => {
      telling = undefined
      if (!stopped) given.onStatus()
    }, GATHER)
    noted.note()
  }
  const bridge = bridges({
    local: given.local,
    projectName,
    person: given.person,
    takesAll: given.takesAll,
    beforeProject: texts.offer,
    onChange: () => changed(),
    onProblem: why => {
      localProblem = why
      changed()
    },
  })

  let news: Feed | undefined
  const noted = acknowledged({store, progress, bridges: bridge, head: async () => news?.head()})

  const set = (next: typeof status): void => {
    if (next.state === status.state && `${next.why}` === `${status.why}`) return
    status = next
    changed()
  }

  const session = async (): Promise<UpstreamProblem> => {
    const hello = await requests.ask(origin, 'hello')
    if (!hello.ok) return hello.error.kind === 'said' ? {...hello.error, kind: 'refused'} : hello.error
    if (hello.value.protocol !== PEER_PROTOCOL) return otherVersion(origin)
    if (hello.value.projectId !== projectId) return foreignProject(origin)
    if (stopped) return unreachable(origin)
    const tookAll = given.takesAll()
    if (hello.value.person.id !== given.person) return joinedWithAnother(origin, hello.value.person.name)
    given.onRole(hello.value.person.role)
    // What she only carried for others goes now, too.
    if (!tookAll && given.takesAll()) await noted.forget()
    let end: (problem: UpstreamProblem) => void = () => undefined
    const ended = new Promise<UpstreamProblem>(resolve => {
      end = resolve
    })
    endSession = end
    texts.connected(origin)
    const connection = connectHub({
      url: `${origin.replace(/^http/, 'ws')}/sync`,
      socket: upstreamSocket(access, origin, problem => end(problem)),
      projectId,
      buffer: bridge.buffer,
      changes: true,
      judged: (doc, address, update) => {
        const name = documentName(projectId, address)
        const judgement = judgeForeign(doc, address, update, clients => given.local.isOfWindowHere(name, clients))
        if (judgement.state === 'taken') return judgement.update
        if (judgement.state === 'waits') return 'early'
        return judgement.state === 'nothing' ? NOTHING_NEW : undefined
      },
    })
    const asking = feed({
      ask: cursor => requests.ask(origin, 'changesSince', cursor),
      pull: addresses => bridge.pull(addresses.map(address => ({name: documentName(projectId, address), address}))),
      progress,
      onAnew: bridge.retry,
      // What it acknowledged before may be gone there.
      onRestored: noted.forget,
      onProblem: end,
    })
    news = asking
    try {
      return await run(connection, asking, ended)
    } finally {
      endSession = undefined
      news = undefined
      asking.stop()
      presence?.stop()
      presence = undefined
      texts.connected(undefined)
      await bridge.stop()
      await connection.close()
    }
  }
  const run = async (connection: HubConnection, asking: Feed, ended: Promise<UpstreamProblem>): Promise<UpstreamProblem> => {
    bridge.opened(projectName, {kind: 'project'})
    bridge.start(connection)
    const main = connection.open({kind: 'project'})
    if (main.awareness !== undefined) presence = presenceBridge(main.awareness, given.person)
    // The project first: people, rounds and articles say what everything else means.
    const loaded = await Promise.race([bridge.pull([{name: projectName, address: {kind: 'project'}}]), ended])
    if (loaded !== undefined) return loaded
    localProblem = undefined
    set({state: 'connected'})
    presence?.join(given.presence())
    // A hub that takes none is an older one: then nobody knows the key, and it opens nothing.
    if (given.publicKey !== undefined) void requests.ask(origin, 'putKey', given.publicKey)
    connection.onEvent(payload => {
      if (parseHostEvent(payload)?.type === 'changes') asking.ask()
    })
    const tick = setInterval(() => {
      asking.ask()
      void texts.fetchMissing()
      noted.note()
      askRounds()
    }, ASK)
    asking.ask()
    askRounds()
    void texts.fetchMissing()
    try {
      return await ended
    } finally {
      clearInterval(tick)
    }
  }

  const attempt = async (): Promise<UpstreamProblem> => {
    try {
      await noted.find()
      return await session()
    } catch (error) {
      console.error('The connection to the project’s hub ended:', error)
      return {kind: 'offline', why: message('Nothing can be shared at the moment: {why} Your work is kept.', {why: sentenceOf(error)})}
    }
  }
  const trying = attempts({
    origins: () => access.origins,
    renewed: async () => (await access.renew?.()) === true,
    attempt: at => {
      origin = at || origin
      return attempt()
    },
    wasConnected: () => status.state === 'connected',
    onEnded: ({kind, why}) => set({state: kind === 'refused' ? kind : 'offline', why}),
  })
  const atHub = doneAtHub({requests, origin: () => (status.state === 'connected' ? origin : undefined)})
  const roundsAsked = underWay()
  const hearRounds = async (): Promise<void> => {
    if (stopped || status.state !== 'connected' || !given.isDisputed()) return
    const told = await requests.ask(origin, 'rounds')
    if (told.ok) await given.onRounds(told.value)
  }
  const askRounds = (): void => void roundsAsked.add(hearRounds())
  return {
    watch: {writing: bridge.writing, written: bridge.written},
    start: trying.start,
    status: () => {
      const {count, why: refusal} = bridge.waiting()
      const held =
        refusal === undefined || refusal === HELD
          ? refusal
          : message('The hub does not take some of your changes: {refusal} They are kept here and shared when you may write there again.', {refusal})
      const why = status.state === 'connected' ? (held ?? localProblem ?? (bridge.damagedThere() > 0 ? DAMAGED_THERE : texts.problem())) : status.why
      return {state: status.state, origin, waiting: count, ...(why === undefined ? {} : {why})}
    },
    opened: (name, address) => {
      if (name === projectName) presence?.join(given.presence())
      bridge.opened(name, address)
    },
    ...atHub,
    askRounds,
    tryNow: trying.now,
    attachedMost: bridge.attachedMost,
    close: async () => {
      stopped = true
      clearTimeout(telling)
      endSession?.(unreachable(origin))
      const tried = trying.stop()
      requests.close()
      await tried
      await roundsAsked.settled()
      await texts.close()
      await noted.close()
      await progress.close()
    },
  }
}

const whyOf = ({why}: UpstreamProblem): {readonly why: Sentence} => ({why})
