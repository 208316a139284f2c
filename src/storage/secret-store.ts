import {randomBytes} from 'node:crypto'
import {readFile, rename, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {diskSentence} from './disk-problem.ts'
import {makePrivate, makePrivateFolder, openPrivateFile} from './private-files.ts'

/** Where secrets are kept for this person on this computer. Keys are letters, digits, - and _. */
export interface SecretStore {
  get(key: string): Promise<string | undefined>
  set(key: string, secret: string): Promise<Result<null>>
  delete(key: string): Promise<void>
}

/** A file each, readable by this user alone. They are not encrypted: use it where the system has no key ring. */
export function fileSecrets(homeFolder: string): SecretStore {
  const folder = join(homeFolder, 'secrets')
  const fileOf = (key: string): string => {
    if (!/^[\w-]{1,100}$/.test(key)) throw new Error(`"${key}" cannot name a secret.`)
    return join(folder, key)
  }
  return {
    get: key =>
      readFile(fileOf(key), 'utf8').then(
        text => text,
        () => undefined,
      ),
    set: async (key, secret) => {
      const unfinished = `${fileOf(key)}.${randomBytes(6).toString('hex')}.unfinished`
      try {
        await makePrivateFolder(folder)
        await makePrivate(folder)
        const file = await openPrivateFile(unfinished, 'wx')
        try {
          await file.writeFile(secret)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(unfinished, fileOf(key))
        return ok(null)
      } catch (error) {
        await rm(unfinished, {force: true}).catch(() => undefined)
        return refused(diskSentence(message('The passphrase could not be kept on this computer'), error))
      }
    },
    delete: key => rm(fileOf(key), {force: true}),
  }
}
