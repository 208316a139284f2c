import * as z from 'zod'
import type {Sentence} from '../core/language/message.ts'
import type {ArticleId} from '../core/article/article.ts'
import {articleIdShape} from '../core/article/article-shape.ts'
import {nameShape} from '../core/person/name.ts'
import type {Person} from '../core/round/owner.ts'
import type {Result} from '../core/result.ts'
import type {Span} from '../core/text/span.ts'
import type {EncodingOffer, TextEncoding} from '../core/text/text-encoding.ts'
import {isTextEncoding} from '../core/text/text-encoding.ts'
import type {ValueLimit} from '../core/json/value-limit.ts'
import {SMALL} from '../core/json/value-limit.ts'
import type {AgreementApi} from './agreement-api.ts'
import {AGREEMENT_REQUESTS} from './agreement-api.ts'
import type {DatasetPiece, ImportedDataset} from './dataset-api.ts'
import {PIECE, sentShape} from './dataset-api.ts'
import type {FolderApi} from './folder-api.ts'
import {FOLDER_REQUESTS} from './folder-api.ts'
import type {HistoryApi} from './history-api.ts'
import {HISTORY_REQUESTS} from './history-api.ts'
import type {ProjectsApi} from './projects-api.ts'
import {PROJECTS_REQUESTS} from './projects-api.ts'
import type {RegistryApi} from './registry-api.ts'
import {REGISTRY_REQUESTS} from './registry-api.ts'
import type {FinishApi, RoundApi} from './round-api.ts'
import {ROUND_LIMIT, ROUND_REQUESTS, WORKLIST_LIMIT} from './round-api.ts'
import type {SameWordsApi} from './same-words-api.ts'
import {SAME_WORDS_REQUESTS} from './same-words-api.ts'
import type {SchemaApi} from './schema-api.ts'
import {SCHEMA_LIMIT, SCHEMA_REQUESTS} from './schema-api.ts'
import type {ShareApi} from './share-api.ts'
import {SHARE_REQUESTS} from './share-api.ts'
import type {TaskApi} from './task-api.ts'
import {TASK_REQUESTS, watchShape} from './task-api.ts'
import type {TaskWatch} from './task-watch.ts'

/** Who is at this window and what it shows. `edition` tells what the host around it can do. */
export type Session = {
  readonly edition: 'desktop' | 'browser'
  readonly version: string
  readonly projectId: string
  readonly projectName: string
  /** Where the project lives on the host's disk; absent for a guest at somebody else's hub. */
  readonly projectPath?: string
  readonly person: Person
  /** Nobody has said yet what the person at this computer is called. */
  readonly asksName?: true
  /** She is at the computer that the project is on, where she may open and make others. */
  readonly hasProjects?: true
}

/** A file as it was picked or dropped, in whatever bytes it has. */
export type ImportFile = {readonly name: string; readonly bytes: Uint8Array}

/**
 * What became of one file. `offered` was not imported: it is not UTF-8, and `offer` shows how it may be read; send it again with
 * one of those encodings to take it. `duplicate` names the article that has the same text; where the file came from was entered as a source of it, unless that was known.
 */
export type ImportOutcome =
  | {readonly file: string; readonly state: 'imported'; readonly article: ArticleId; readonly title: string; readonly warnings: readonly string[]}
  | {readonly file: string; readonly state: 'duplicate'; readonly article: ArticleId; readonly title: string; readonly isNewSource: boolean}
  | {readonly file: string; readonly state: 'offered'; readonly offer: EncodingOffer}
  | {readonly file: string; readonly state: 'refused'; readonly reason: Sentence}

/** A file made for the user, for the window to save where she says. */
export type MadeFile = {readonly name: string; readonly text: string}

/** Per article: how many annotations of each layer it has and who has marked it read, over the sets this person may see. */
export type ArticleSummary = {
  readonly article: ArticleId
  readonly layers: {readonly [layer: string]: number}
  readonly readBy: readonly string[]
  readonly doneBy: readonly string[]
}

/**
 * Every problem found, each a sentence that says what to do. Empty: all is well. `notes`: what the schema in force requires and is not said, or does not have any more, article by
 * article; nothing is wrong with it.
 */
export type CheckReport = {
  readonly articles: number
  readonly annotations: number
  readonly problems: readonly Sentence[]
  readonly notes: readonly Sentence[]
}

/** `snippet`: words around the first hit, with the hits in it as `marks`. `hits`: how many there are in the text. */
export type FoundArticle = {readonly article: ArticleId; readonly snippet: string; readonly marks: readonly Span[]; readonly hits: number}

export type RecentProject = {readonly name: string; readonly path: string}

/** Everything a window may ask of its host. A new entry here is a new permission: add with care. */
export interface HostApi
  extends ShareApi,
    FolderApi,
    ProjectsApi,
    RegistryApi,
    HistoryApi,
    RoundApi,
    FinishApi,
    SchemaApi,
    SameWordsApi,
    AgreementApi,
    TaskApi {
  session(): Promise<Result<Session>>
  /** Renames the person at this window, for everybody in the project. */
  renamePerson(name: string): Promise<Result<Session>>
  /** The person at this computer keeps the name she has, and is not asked again. */
  keepName(): Promise<Result<Session>>
  articleText(id: ArticleId): Promise<Result<string>>
  /** Imports texts. Each file has an outcome of its own; one refusal stops none of the others. Where it is cancelled, none of them is taken. */
  importFiles(files: readonly ImportFile[], encoding: TextEncoding | null, watch?: TaskWatch): Promise<Result<readonly ImportOutcome[]>>
  /** How a file that is not UTF-8 reads in an encoding that a person asks for, beside the likely ones. Imports nothing. */
  readAs(file: ImportFile, encoding: TextEncoding): Promise<Result<EncodingOffer>>
  /** Takes the next piece of a dataset that is to be imported; one at a time of each person. The first begins anew. */
  sendDataset(piece: DatasetPiece): Promise<Result<null>>
  /** Brings the dataset that was sent, of so many bytes, into this project, which must be empty: all of it or nothing. */
  importDataset(sent: {readonly upload: string; readonly name: string; readonly size: number}, watch?: TaskWatch): Promise<Result<ImportedDataset>>
  /** Forgets what was sent of a dataset that is not to be imported any more. */
  dropDataset(upload: string): Promise<Result<null>>
  /** Of these articles, at most {@link MOST_ARTICLES}, or of all. */
  summaries(articles: readonly ArticleId[] | null): Promise<Result<readonly ArticleSummary[]>>
  /** Articles whose text or title holds all the words and phrases, best first. */
  searchArticles(query: string): Promise<Result<readonly FoundArticle[]>>
  /** `watch`: a name by which she asks how far it is, and ends it. */
  checkProject(watch?: TaskWatch): Promise<Result<CheckReport>>
}

const bytes = z.instanceof(Uint8Array)
const importFile = z.object({name: z.string().min(1).max(1024), bytes})
const encoding = z.custom<TextEncoding>(name => typeof name === 'string' && isTextEncoding(name))

/** Articles whose counts are asked for one by one; of more, all are asked for. */
export const MOST_ARTICLES = 5000

/** Files in one import; a window that has more asks several times. */
const MOST_FILES = 10_000

/** The arguments of each request, parsed from unknown where they arrive. */
export const HOST_REQUESTS: {readonly [K in keyof HostApi]: z.ZodType<Parameters<HostApi[K]>>} = {
  session: z.tuple([]),
  renamePerson: z.tuple([nameShape]),
  keepName: z.tuple([]),
  articleText: z.tuple([articleIdShape]),
  importFiles: z.tuple([z.array(importFile).max(MOST_FILES), encoding.nullable(), watchShape.optional()]),
  readAs: z.tuple([importFile, encoding]),
  sendDataset: z.tuple([sentShape.piece]),
  importDataset: z.tuple([sentShape.whole, watchShape.optional()]),
  dropDataset: z.tuple([sentShape.upload]),
  summaries: z.tuple([z.array(articleIdShape).max(MOST_ARTICLES).nullable()]),
  searchArticles: z.tuple([z.string().max(200)]),
  checkProject: z.tuple([watchShape.optional()]),
  ...SHARE_REQUESTS,
  ...FOLDER_REQUESTS,
  ...PROJECTS_REQUESTS,
  ...REGISTRY_REQUESTS,
  ...HISTORY_REQUESTS,
  ...ROUND_REQUESTS,
  ...SCHEMA_REQUESTS,
  ...SAME_WORDS_REQUESTS,
  ...AGREEMENT_REQUESTS,
  ...TASK_REQUESTS,
}

/** Bytes of the largest request: an import of more is sent in several by the window. */
const LARGE = 64 * 1024 * 1024

const LIMITS: {readonly [K in keyof HostApi]?: ValueLimit} = {
  importFiles: {bytes: LARGE, values: 4 * MOST_FILES},
  readAs: {bytes: LARGE, values: SMALL.values},
  sendDataset: {bytes: PIECE + SMALL.bytes, values: SMALL.values},
  summaries: {bytes: 512 * 1024, values: MOST_ARTICLES + SMALL.values},
  mentions: {bytes: 1024 * 1024, values: 10_000},
  takeSchema: SCHEMA_LIMIT,
  weighSchema: SCHEMA_LIMIT,
  startRound: ROUND_LIMIT,
  draftRound: ROUND_LIMIT,
  addToRound: ROUND_LIMIT,
  changeWorklist: WORKLIST_LIMIT,
}

/** How large the arguments of a request may be; looked at before they are parsed. */
export const hostLimit = (method: keyof HostApi): ValueLimit => LIMITS[method] ?? SMALL

export type HostMethod = keyof HostApi

export const isHostMethod = (name: string): name is HostMethod => Object.hasOwn(HOST_REQUESTS, name)
