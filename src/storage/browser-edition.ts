import {join} from 'node:path'
import * as z from 'zod'
import type {Sentence} from '../core/language/message.ts'
import {readSettings, writeSettings} from './settings-file.ts'

/** How a project was last served to a browser of this machine. `session` is the secret in that browser's cookie. */
export type ServedBefore = {readonly port?: number; readonly session: string}

const served = z.object({port: z.number().int().min(1).max(65_535).exactOptional(), session: z.string().regex(/^[\w-]{43}$/)})
const shape = z.record(z.string(), served)

/** Projects remembered; the one that was not served for longest is forgotten first. */
const MOST = 200

const fileIn = (homeFolder: string): string => join(homeFolder, 'browser-edition.json')

/**
 * What a window that outlives its hub needs to find it again: the same address, because a browser keeps unsaved work under
 * it, and a cookie that is still good. `warning` when it cannot be read; then windows that are open have to sign in anew.
 */
export async function servedBefore(homeFolder: string, projectId: string): Promise<{readonly found?: ServedBefore; readonly warning?: Sentence}> {
  const file = await readSettings(fileIn(homeFolder), shape)
  if (file.state === 'damaged') return {warning: file.warning}
  const found = file.state === 'read' ? file.value[projectId] : undefined
  return found === undefined ? {} : {found}
}

/** Readable by this person only. Rejects with a sentence. */
export async function rememberServed(homeFolder: string, projectId: string, now: ServedBefore): Promise<void> {
  const file = await readSettings(fileIn(homeFolder), shape)
  const {[projectId]: _before, ...others} = file.state === 'read' ? file.value : {}
  const kept = Object.entries(others).slice(1 - MOST)
  await writeSettings(fileIn(homeFolder), {...Object.fromEntries(kept), [projectId]: now}, false)
}
