import {readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'
import {message} from '../../core/language/message.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {ShareWish} from '../../ipc/share-api.ts'
import {errorCode} from '../../storage/disk-problem.ts'
import {writeFileWhole} from '../../storage/write-file.ts'
import {sentenceOf} from '../sentence-of.ts'

const shape = z.strictObject({version: z.literal(1), address: z.string().min(1).max(64).nullable(), discoverable: z.boolean()})

/** In the project folder, while the project is shared; no backup takes it along. */
const fileIn = (folder: string): string => join(folder, 'shared.json')

/** How the project was shared when it was last open and nobody stopped it; `undefined` when it was not. */
export async function sharedBefore(folder: string): Promise<Result<ShareWish | undefined>> {
  try {
    const {data} = shape.safeParse(jsonValue(await readFile(fileIn(folder), 'utf8')))
    return data === undefined
      ? refused(message('What stands in its folder about that cannot be read.'))
      : ok({address: data.address, discoverable: data.discoverable})
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? ok(undefined) : refused(sentenceOf(error))
  }
}

/** `undefined`: it is not shared again by itself. */
export async function noteShared(folder: string, wish: ShareWish | undefined): Promise<Result<null>> {
  try {
    if (wish === undefined) await rm(fileIn(folder), {force: true})
    else await writeFileWhole(fileIn(folder), `${JSON.stringify({version: 1, address: wish.address, discoverable: wish.discoverable})}\n`)
    return ok(null)
  } catch (error) {
    return refused(sentenceOf(error))
  }
}
