import {readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'
import {writeFileWhole} from '../../storage/write-file.ts'

/** Which shared folder a project goes through. `share` is the id of the share that was found there. */
export type FolderSettings = {readonly path: string; readonly share: string}

const shape = z.object({path: z.string().min(1), share: z.string().regex(/^[0-9a-f]{32}$/)})
const fileIn = (project: string): string => join(project, 'shared-folder.json')

/** What a device remembers about the share, beside the settings and so inside the project: a copied project is noticed by it. */
export const shareStatePath = (project: string): string => join(project, 'shared-folder.state')

/** `undefined` when there is none, or it is not readable: then sharing is to be set up again, and nothing is lost. */
export async function readFolderSettings(project: string): Promise<FolderSettings | undefined> {
  try {
    const parsed = shape.safeParse(JSON.parse(await readFile(fileIn(project), 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** Rejects with a sentence. */
export const writeFolderSettings = (project: string, settings: FolderSettings): Promise<void> =>
  writeFileWhole(fileIn(project), `${JSON.stringify(settings, null, 2)}\n`)

export const removeFolderSettings = (project: string): Promise<void> => rm(fileIn(project), {force: true})
