import {setTimeout as pause} from 'node:timers/promises'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {CommonFiles} from '../../storage/postgres/common.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {AccessRecord, AccessRecords} from '../share/access-record.ts'
import {EMPTY_ACCESS, parseAccess} from '../share/access-record.ts'

/** In the database, and in the folder of a project with one hub. */
export const ACCESS = 'access.json'
/** Milliseconds until what another hub changed is known here. */
const LOOK_AGAIN = 300
/** Milliseconds after which every hub that reaches the database knows of a change: whoever was let in by one may come to another next. */
const KNOWN_EVERYWHERE = LOOK_AGAIN + 100

const DAMAGED = 'The record of who may come in is damaged, so nobody can be let in from elsewhere. Restore the database from a backup.'

/** The access record of a project with several hubs. Read from memory; while the database is away, what was known last holds. */
export async function commonAccess(files: CommonFiles): Promise<AccessRecords & {stop(): void}> {
  let version = -1
  let known: Result<AccessRecord> = ok(EMPTY_ACCESS)
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const refresh = async (): Promise<void> => {
    const file = await files.read(ACCESS)
    if (file === undefined || file.version <= version) return
    version = file.version
    const record = parseAccess(file.content)
    known = record === undefined ? refused(DAMAGED) : ok(record)
  }
  const lookAgain = (): void => {
    timer = setTimeout(() => {
      void refresh()
        .catch(() => undefined)
        .then(() => (stopped ? undefined : lookAgain()))
    }, LOOK_AGAIN)
    timer.unref()
  }
  await refresh()
  lookAgain()
  return {
    read: () => known,
    change: async make => {
      try {
        let isNew = false
        const made = await files.change(ACCESS, content => {
          const before = content === undefined ? EMPTY_ACCESS : parseAccess(content)
          const changed = before === undefined ? refused(DAMAGED) : make(before)
          isNew = changed.ok && changed.value.record !== before
          return {value: changed, ...(isNew && changed.ok ? {content: `${JSON.stringify(changed.value.record, null, 2)}\n`} : {})}
        })
        await refresh()
        if (isNew) await pause(KNOWN_EVERYWHERE)
        return made.ok ? ok(made.value.value) : made
      } catch (error) {
        return refused(sentenceOf(error))
      }
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
