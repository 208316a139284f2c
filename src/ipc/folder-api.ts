import * as z from 'zod'
import type {Sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'

/** How this project stands with the shared folder through which it is exchanged without a network. */
export type FolderStatus =
  | {readonly state: 'none'}
  | {
      /** `waiting`: something is on its way in or out. `problem`: nothing goes out or comes in; work is saved here. */
      readonly state: 'ok' | 'waiting' | 'problem'
      readonly path: string
      /** A sentence for all but `ok`. */
      readonly why?: Sentence
      /** Sharing goes on only after the passphrase was given. */
      readonly passphraseNeeded: boolean
      /** Sentences about single files in the folder, and about work that waits there. */
      readonly notes: readonly Sentence[]
    }

/** `join`: the folder was shared by a colleague; otherwise it is shared now. `remember`: keep the passphrase on this computer. */
export type FolderWish = {readonly path: string; readonly passphrase: string; readonly join: boolean; readonly remember: boolean}

/** What one would join: whose devices write into the folder, each with the public keys by which they sign (ed25519, base64url). `isThis`: the project that asks. */
export type FolderOffer = {
  readonly projectName: string
  readonly isThis: boolean
  readonly people: readonly {readonly name: string; readonly keys: readonly string[]}[]
}

/** `project`: where the new project folder is to lie. */
export type NewProjectWish = Omit<FolderWish, 'join'> & {readonly project: string}

/** `withheld`: documents of a closed round, which are never mailed. */
export type ExchangeWritten = {readonly path: string; readonly documents: number; readonly texts: number; readonly withheld: number}

/** `held`: documents that the project's rules refuse now; read the file again when they change. */
export type ExchangeRead = {readonly documents: number; readonly texts: number; readonly held: number; readonly problems: readonly Sentence[]}

/** Exchange without a network. Paths are of the computer that the project is on: only who sits at it may ask. */
export interface FolderApi {
  folderStatus(): Promise<Result<FolderStatus>>
  /** Reads what there is to join, and writes nothing. */
  lookAtFolder(path: string, passphrase: string): Promise<Result<FolderOffer>>
  shareFolder(wish: FolderWish): Promise<Result<FolderStatus>>
  /** Makes the project that a colleague shares in a folder; the path of its folder, to be opened then. */
  projectFromFolder(wish: NewProjectWish): Promise<Result<string>>
  /** Looks into the folder and writes to it now. */
  syncFolder(): Promise<Result<FolderStatus>>
  stopSharedFolder(): Promise<Result<FolderStatus>>
  /** Writes the whole project into one encrypted file. A name without the ending gets it. */
  writeExchange(path: string, passphrase: string): Promise<Result<ExchangeWritten>>
  readExchange(path: string, passphrase: string): Promise<Result<ExchangeRead>>
}

const path = z.string().min(1).max(4096)
const passphrase = z.string().min(1).max(1024)

/** The arguments of each request, parsed from unknown where they arrive. */
export const FOLDER_REQUESTS: {readonly [K in keyof FolderApi]: z.ZodType<Parameters<FolderApi[K]>>} = {
  folderStatus: z.tuple([]),
  lookAtFolder: z.tuple([path, passphrase]),
  shareFolder: z.tuple([z.strictObject({path, passphrase, join: z.boolean(), remember: z.boolean()})]),
  projectFromFolder: z.tuple([z.strictObject({path, passphrase, project: path, remember: z.boolean()})]),
  syncFolder: z.tuple([]),
  stopSharedFolder: z.tuple([]),
  writeExchange: z.tuple([path, passphrase]),
  readExchange: z.tuple([path, passphrase]),
}
