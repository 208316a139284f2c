import {setTimeout as delay} from 'node:timers/promises'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {FolderStatus, FolderWish} from '../../ipc/folder-api.ts'
import type {SecretStore} from '../../storage/secret-store.ts'
import type {FolderSource, FolderTarget} from '../../storage/exchange-folder/folder-source.ts'
import type {FolderSync} from '../../storage/exchange-folder/folder-sync.ts'
import {folderSync} from '../../storage/exchange-folder/folder-sync.ts'
import type {ExchangeFolder} from '../../storage/exchange-folder/exchange-folder.ts'
import {createExchangeFolder, joinExchangeFolder, folderAway} from '../../storage/exchange-folder/exchange-folder.ts'
import {sentenceOf} from '../sentence-of.ts'
import {personIn} from '../upstream/upstream-settings.ts'
import type {FolderSettings} from './folder-settings.ts'
import {readFolderSettings, removeFolderSettings, shareStatePath, writeFolderSettings} from './folder-settings.ts'
import {placeOf} from './folder-place.ts'
import {statusOf} from './folder-status.ts'

/** The computer a hub runs on and who sits at it. */
export type HubDevice = {
  readonly id: string
  readonly person: {readonly id: string}
  readonly secrets: SecretStore
  readonly timing?: FolderTiming
}

/** Milliseconds. `interval`: between looks into the folder. `settle`: from the last change to writing it there. */
export type FolderTiming = {readonly interval: number; readonly settle: number}

const USUAL: FolderTiming = {interval: 10_000, settle: 2000}
/** How long closing waits for a folder that does not answer, in milliseconds: what was not written goes out next time. */
const PATIENCE = 10_000

/** A project's exchange through a folder that something else carries: set up once, it goes on by itself at each start. */
export interface SharedFolder {
  /** Goes on with the folder that was set up before: once whoever wants to know of its news listens. */
  resume(): void
  status(): FolderStatus
  start(wish: FolderWish): Promise<Result<FolderStatus>>
  /** Merges what lies in the folder and writes what it lacks, now. */
  exchange(): Promise<Result<FolderStatus>>
  /** Writes what the folder lacks and leaves it. What lies there stays. */
  stop(): Promise<Result<FolderStatus>>
  /** An update of this document has been stored. */
  changed(name: string): void
  close(): Promise<void>
}

export const secretKey = (share: string): string => `share-${share}`

export async function sharedFolder(given: {
  /** Path of the project folder. */
  project: string
  projectId: string
  device: HubDevice
  source: Omit<FolderSource, 'onUpdate'>
  target: FolderTarget
  onStatus: () => void
}): Promise<SharedFolder> {
  const {project, projectId, device} = given
  const timing = device.timing ?? USUAL
  // Colleagues ask by this what she may bring; under an id of the device alone she would be nobody they know, and might bring all.
  const person = await personIn(project, device.person)
  const listeners = new Set<(name: string) => void>()
  let settings = await readFolderSettings(project)
  let passphrase: string | undefined
  let sync: FolderSync | undefined
  let problem: Sentence | undefined
  let passphraseNeeded = false
  let unkept: Sentence | undefined
  let told = ''
  let again: NodeJS.Timeout | undefined
  let settling: NodeJS.Timeout | undefined
  let closed = false
  let last: Promise<unknown> = Promise.resolve()

  const status = (): FolderStatus => statusOf({settings, sync: sync?.status(), problem, passphraseNeeded, unkept})
  const announce = (): void => {
    const text = JSON.stringify(status())
    if (text === told || closed) return
    told = text
    given.onStatus()
  }
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const acting = last.then(act)
    last = acting.catch(() => undefined)
    return acting.finally(announce)
  }
  const leave = async (): Promise<void> => {
    clearTimeout(again)
    clearTimeout(settling)
    settling = undefined
    const leaving = sync
    sync = undefined
    problem = undefined
    passphraseNeeded = false
    await leaving?.close()
  }
  const open = async (share: ExchangeFolder): Promise<Result<null>> => {
    const opened = await folderSync({
      share,
      deviceId: device.id,
      person: person.id,
      state: shareStatePath(project),
      source: {
        ...given.source,
        onUpdate: listener => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
      target: given.target,
    })
    if (!opened.ok) return opened
    sync = opened.value
    problem = undefined
    passphraseNeeded = false
    sync.onStatus(announce)
    sync.watch(timing.interval)
    return ok(null)
  }
  /** Goes on with a folder that was set up before. One that is away is looked for again; a wrong passphrase is not tried twice. */
  const resume = async (): Promise<void> => {
    if (closed || settings === undefined || sync !== undefined) return
    passphrase ??= await device.secrets.get(secretKey(settings.share))
    if (passphrase === undefined) {
      problem = message('The passphrase of the shared folder is needed to go on. Your work is saved here; type the passphrase to exchange it.')
      passphraseNeeded = true
      return
    }
    problem = await folderAway({folder: settings.path, id: settings.share})
    if (problem === undefined) {
      const joined = await joinExchangeFolder(settings.path, {passphrase, projectId})
      if (!joined.ok) {
        problem = joined.error
        passphrase = undefined
        passphraseNeeded = true
        return
      }
      const opened = await open(joined.value)
      if (opened.ok) return
      problem = opened.error
    }
    again = setTimeout(() => void inTurn(resume), timing.interval)
    again.unref()
  }
  const start = async (wish: FolderWish): Promise<Result<FolderStatus>> => {
    const place = await placeOf(wish.path, project)
    if (!place.ok) return place
    if (settings !== undefined && settings.path !== place.value)
      return refused(message('This project is exchanged through {path} already. Stop that first, then choose another folder.', {path: settings.path}))
    const opening = {projectId, passphrase: wish.passphrase}
    const share = await (wish.join ? joinExchangeFolder(place.value, opening) : createExchangeFolder(place.value, opening))
    if (!share.ok) return share
    const next: FolderSettings = {path: place.value, share: share.value.id}
    await writeFolderSettings(project, next)
    await leave()
    settings = next
    passphrase = wish.passphrase
    unkept = undefined
    if (wish.remember) {
      const kept = await device.secrets.set(secretKey(next.share), wish.passphrase)
      if (!kept.ok) unkept = kept.error
    } else await device.secrets.delete(secretKey(next.share)).catch(() => undefined)
    const opened = await open(share.value)
    if (opened.ok) return ok(status())
    problem = opened.error
    return opened
  }
  const flushSoon = (): void => {
    clearTimeout(settling)
    settling = setTimeout(() => void sync?.flush(), timing.settle)
    settling.unref()
  }

  return {
    resume: () => void inTurn(resume),
    status,
    start: wish => inTurn(() => start(wish).catch(error => refused(sentenceOf(error)))),
    exchange: () =>
      inTurn(async () => {
        await resume()
        if (settings === undefined) return refused(message('This project is not exchanged through a folder. Share one first.'))
        if (sync === undefined) return refused(problem ?? message('The shared folder cannot be used at present.'))
        const polled = await sync.poll()
        if (!polled.ok) return polled
        const flushed = await sync.flush()
        return flushed.ok ? ok(status()) : flushed
      }),
    stop: () =>
      inTurn(async () => {
        if (settings === undefined) return ok(status())
        try {
          await removeFolderSettings(project)
        } catch (error) {
          return refused(sentenceOf(error))
        }
        await sync?.flush()
        await leave()
        await device.secrets.delete(secretKey(settings.share)).catch(() => undefined)
        settings = undefined
        passphrase = undefined
        unkept = undefined
        return ok(status())
      }),
    changed: name => {
      for (const listener of listeners) listener(name)
      if (sync !== undefined) flushSoon()
    },
    close: async () => {
      closed = true
      clearTimeout(again)
      const tidy = async (): Promise<void> => {
        await last
        await sync?.flush()
        await leave()
      }
      const giveUp = new AbortController()
      await Promise.race([tidy(), delay(PATIENCE, undefined, {signal: giveUp.signal}).catch(() => undefined)])
      giveUp.abort()
    },
  }
}
