import type {Sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import * as z from 'zod'
import {nameShape} from '../core/person/name.ts'
import type {OffsetUnit} from '../core/dataset/dataset-document.ts'
import type {ImportedDataset, SavedDataset} from './dataset-api.ts'
import {offsetUnitShape} from './dataset-api.ts'
import {taskShape} from './task-api.ts'
import type {MadeCommand} from './commands.ts'
import {isMadeCommandId} from './commands.ts'
import type {ImportFile, MadeFile, RecentProject} from './host-api.ts'
import type {InvitationOffer, JoinWish} from './invitation-offer.ts'

/** A file that was chosen, or why it is not read. */
export type PickedArticle = ImportFile | {readonly name: string; readonly refused: Sentence}

/** What only a desktop window may ask: native dialogs and other projects. The browser edition does these with the page's own means, or not at all. */
export interface DesktopApi {
  /** A native dialog for .txt and .md files and folders; `null` when cancelled. */
  pickArticleFiles(): Promise<Result<readonly PickedArticle[] | null>>
  /** Asks where, writes the file whole or not at all; the path, or `null` when cancelled. */
  saveFile(file: MadeFile): Promise<Result<string | null>>
  /** Asks where, makes the dataset and writes it whole or not at all; `null` when cancelled. */
  saveDataset(unit: OffsetUnit, task: string): Promise<Result<SavedDataset | null>>
  /** Asks which file, and has the hub read it where it lies, all of it or nothing; `null` when cancelled. */
  importDataset(task: string): Promise<Result<ImportedDataset | null>>
  recentProjects(): Promise<Result<readonly RecentProject[]>>
  /** Opens a project folder in a window of its own; without a path, asks for one with a native dialog. */
  openProject(path: string | null): Promise<Result<null>>
  newProject(): Promise<Result<null>>
  /** Shows https links in the system's browser. */
  openLink(url: string): Promise<Result<null>>
  /** Invitations that were opened outside any window, each told once; the event `invited` says that there are some. */
  takeInvitations(): Promise<Result<readonly string[]>>
  /** What an invitation would do here. Nothing about the person is sent. */
  lookAtInvitation(link: string): Promise<Result<InvitationOffer>>
  /** Joins as she agreed to, and opens the project in a window of its own. */
  /** `waits`: this device is in once she says on another one that it is hers; it has this code there. */
  joinProject(link: string, wish: JoinWish): Promise<Result<{readonly waits?: string}>>
  /**
   * Which commands apply now, so that the native menu greys the others out, what some are called at present, those that the schema and the screens make, and
   * which of the table's this person gave another key (an empty one: none).
   */
  reportCommands(
    enabled: readonly string[],
    titles: Readonly<Record<string, string>>,
    made: readonly MadeCommand[],
    keys: Readonly<Record<string, string>>,
  ): Promise<Result<null>>
  /** What this window speaks, so that the native menu and dialogs do: BCP 47. */
  reportLanguage(tag: string): Promise<Result<null>>
  /** The answer to the event `closing`: everything in this window is on disk. */
  reportSaved(): Promise<Result<null>>
}

const invitation = z.string().max(8192)
const commandId = z.string().max(300)
const madeCommand = z.strictObject({id: commandId.refine(isMadeCommandId), title: z.string().max(300), keys: z.string().max(64).exactOptional()})

export const DESKTOP_REQUESTS: {readonly [K in keyof DesktopApi]: z.ZodType<Parameters<DesktopApi[K]>>} = {
  pickArticleFiles: z.tuple([]),
  saveFile: z.tuple([z.object({name: z.string().min(1).max(255), text: z.string()})]),
  saveDataset: z.tuple([offsetUnitShape, taskShape]),
  importDataset: z.tuple([taskShape]),
  recentProjects: z.tuple([]),
  openProject: z.tuple([z.string().max(4096).nullable()]),
  newProject: z.tuple([]),
  openLink: z.tuple([z.url({protocol: /^https$/}).max(2048)]),
  takeInvitations: z.tuple([]),
  lookAtInvitation: z.tuple([invitation]),
  joinProject: z.tuple([invitation, z.strictObject({name: nameShape, device: nameShape, move: z.boolean()})]),
  reportCommands: z.tuple([
    z.array(commandId).max(500),
    z.record(commandId, z.string().max(300)),
    z.array(madeCommand).max(200),
    z.record(commandId, z.string().max(64)),
  ]),
  reportLanguage: z.tuple([z.string().max(40)]),
  reportSaved: z.tuple([]),
}
