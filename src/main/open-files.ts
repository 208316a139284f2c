import {stat} from 'node:fs/promises'
import {basename, dirname, extname, isAbsolute, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import * as z from 'zod'
import type {Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'

/** Something the app was asked to open from outside: by arguments, by a second start, or by the system. */
export type ToOpen =
  | {readonly kind: 'project'; readonly path: string}
  | {readonly kind: 'article'; readonly path: string}
  | {readonly kind: 'invitation'; readonly link: string}
  | {readonly kind: 'odd'; readonly reason: Sentence}

/** What a second instance tells the first: Chromium reorders the arguments it passes on itself. */
export type Started = {readonly args: readonly string[]; readonly folder: string}

const startedShape = z.object({args: z.array(z.string()).max(1000), folder: z.string()})
const INVITATION = /^claimlight:/i
const ARTICLE_TYPES = new Set(['.txt', '.md'])

export function parseStarted(data: unknown): Started | undefined {
  const parsed = startedShape.safeParse(data)
  return parsed.success ? parsed.data : undefined
}

/** What the user gave. Switches are Chromium's; run from the sources, the first argument is the app's own folder. */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const given = argv.slice(1).filter(arg => arg !== '' && !arg.startsWith('-'))
  return isPackaged ? given : given.slice(1)
}

/** What each argument stands for. An empty list means: only come to the front. */
export function whatToOpen({args, folder}: Started): Promise<readonly ToOpen[]> {
  return Promise.all(args.map(arg => (INVITATION.test(arg) ? invitation(arg) : file(arg, folder))))
}

export function invitation(link: string): ToOpen {
  const isLink = link.length <= 4096 && URL.canParse(link) && new URL(link).protocol === 'claimlight:'
  return isLink ? {kind: 'invitation', link} : {kind: 'odd', reason: message('This invitation link is damaged or cut short. Ask for a new one.')}
}

async function file(arg: string, folder: string): Promise<ToOpen> {
  const path = pathOf(arg, folder)
  if (path === undefined)
    return {kind: 'odd', reason: message('Claimlight cannot open “{name}”: it is neither a file nor a folder nor an invitation.', {name: shortened(arg)})}
  const info = await stat(path).catch(() => undefined)
  if (info?.isDirectory()) return {kind: 'project', path}
  // A project folder is no package on Windows and Linux: there, its manifest is what can be double-clicked.
  if (info?.isFile() && basename(path) === 'manifest.json') return {kind: 'project', path: dirname(path)}
  if (info?.isFile() && ARTICLE_TYPES.has(extname(path).toLowerCase())) return {kind: 'article', path}
  if (info === undefined)
    return {kind: 'odd', reason: message('There is no file or folder “{path}”. Check the name, and that its drive is connected.', {path: shortened(path)})}
  return {
    kind: 'odd',
    reason: message('Claimlight cannot open “{name}”. It opens project folders and text files (.txt, .md).', {name: shortened(basename(path))}),
  }
}

function pathOf(arg: string, folder: string): string | undefined {
  if (arg.includes('\0')) return undefined
  if (/^file:/i.test(arg)) {
    try {
      return fileURLToPath(arg)
    } catch {
      return undefined
    }
  }
  return isAbsolute(arg) ? arg : resolve(folder, arg)
}

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200).toWellFormed()}…` : text)
