import {setTimeout as pause} from 'node:timers/promises'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {CommonFiles} from '../../storage/postgres/common.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {AccessRecord, AccessRecords} from '../network/access-record.ts'
import {EMPTY_ACCESS, parseAccess, takesAway} from '../network/access-record.ts'
import {underWay} from '../under-way.ts'

/** In the database, and in the folder of a project with one hub. */
export const ACCESS = 'access.json'
/** Milliseconds between looks at what other hubs changed. */
const LOOK_AGAIN = 250
/** Milliseconds after which every hub that reaches the database knows of a change: whoever was let in by one may come to another next. */
const KNOWN_EVERYWHERE = LOOK_AGAIN + 150
/** Milliseconds that what was read is believed. Afterwards it is read anew before anybody from elsewhere gets or gives anything. */
const BELIEVED = 1000
/** Milliseconds until a hub that does not reach the database has stopped believing, too: what was taken from somebody holds everywhere then. */
const ENDED_EVERYWHERE = BELIEVED + 100

const DAMAGED = message('The record of who may come in is damaged, so nobody can be let in from elsewhere. Restore the database from a backup.')

/** The access record of a project with several hubs. Read from memory, and believed for a second: a hub that does not reach the database longer than that lets nobody from elsewhere go on. */
export async function commonAccess(files: CommonFiles): Promise<AccessRecords & {stop(): void}> {
  let version = -1
  let known: Result<AccessRecord> = ok(EMPTY_ACCESS)
  /** When the last reading began that came back. */
  let readAt = 0
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let reading: Promise<void> | undefined
  const changing = underWay()
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }

  const readNow = async (): Promise<void> => {
    const began = Date.now()
    const file = await files.read(ACCESS)
    readAt = Math.max(readAt, began)
    if (file === undefined || file.version <= version) return
    version = file.version
    const record = parseAccess(file.content)
    known = record === undefined ? refused(DAMAGED) : ok(record)
    tell()
  }
  /** One at a time, so that a database that is away is not asked by everybody at once. */
  const refresh = (): Promise<void> => {
    reading ??= readNow().finally(() => {
      reading = undefined
    })
    return reading
  }
  const isCurrent = (): boolean => {
    const age = Date.now() - readAt
    // A clock that was set back: asked once more than needed.
    return age >= 0 && age < BELIEVED
  }
  const makeCurrent = async (): Promise<boolean> => {
    // A database that hangs is not waited for.
    await Promise.race([refresh().catch(() => undefined), pause(BELIEVED, undefined, {ref: false})])
    return isCurrent()
  }
  const lookAgain = (): void => {
    timer = setTimeout(async () => {
      if (!(await makeCurrent())) tell()
      if (!stopped) lookAgain()
    }, LOOK_AGAIN)
    timer.unref()
  }
  const changeRecord: AccessRecords['change'] = async make => {
    try {
      let wait = 0
      const made = await files.change(ACCESS, content => {
        const before = content === undefined ? EMPTY_ACCESS : parseAccess(content)
        const changed = before === undefined ? refused(DAMAGED) : make(before)
        const isNew = changed.ok && changed.value.record !== before
        if (isNew && before !== undefined) wait = takesAway(before, changed.value.record) ? ENDED_EVERYWHERE : KNOWN_EVERYWHERE
        return {value: changed, ...(isNew ? {content: `${JSON.stringify(changed.value.record, null, 2)}\n`} : {})}
      })
      // A reading that is on its way may have begun before.
      await readNow().catch(() => undefined)
      await pause(wait)
      return made.ok ? ok(made.value.value) : made
    } catch (error) {
      return refused(sentenceOf(error))
    }
  }
  await refresh()
  lookAgain()
  return {
    read: () => known,
    isCurrent,
    makeCurrent,
    onNews: listener => void listeners.add(listener),
    change: make => changing.add(changeRecord(make)),
    settled: changing.settled,
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
