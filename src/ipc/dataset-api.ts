import * as z from 'zod'
import type {Sentence} from '../core/language/message.ts'
import type {LeftOut, OffsetUnit} from '../core/dataset/dataset-document.ts'
import type {Result} from '../core/result.ts'
import type {ValueLimit} from '../core/json/value-limit.ts'
import {SMALL} from '../core/json/value-limit.ts'
import {taskShape} from './task-api.ts'
import type {TaskWatch} from './task-watch.ts'

/** `notes`: sentences on what is not in the file because it is damaged. `leftOut`: what a closed round keeps back. */
export type AboutDataset = {readonly name: string; readonly notes: readonly Sentence[]; readonly leftOut?: LeftOut}

/** A file of `size` bytes that is made, for whoever asked to write where she says. It is never whole in memory. */
export type MadeDataset = AboutDataset & {
  readonly size: number
  /** Bytes that it takes in memory until nobody takes it any more. */
  readonly held: number
  /** Ends with an error where the person may not read any more what is in it. */
  pieces(): AsyncIterable<Uint8Array>
}

/** What is answered with a file: over HTTP as the body of the answer, in the desktop app written by the app itself. */
export interface DatasetApi {
  exportDataset(unit: OffsetUnit, watch?: TaskWatch): Promise<Result<MadeDataset>>
}

/** What a dataset brought. */
export type ImportedDataset = {readonly articles: number; readonly annotations: number}

/** What the app asks for somebody at this computer. No table of what a window may ask names it: a page gives no paths. */
export interface DatasetFileApi {
  /** Reads a dataset where it lies; all of it is taken or nothing. */
  importDatasetFile(path: string, watch?: TaskWatch): Promise<Result<ImportedDataset>>
}

/** A piece of a dataset that a window sends. `upload` is random, for all pieces of one; `at`: the place of this one in it, in bytes. */
export type DatasetPiece = {readonly upload: string; readonly at: number; readonly bytes: Uint8Array}

/** Bytes that are sent at once. */
export const PIECE = 4 * 1024 * 1024

const uploadShape = z.string().min(1).max(64)

export const sentShape = {
  piece: z.strictObject({upload: uploadShape, at: z.int().min(0), bytes: z.instanceof(Uint8Array).refine(bytes => bytes.byteLength <= PIECE)}),
  whole: z.strictObject({upload: uploadShape, name: z.string().min(1).max(1024), size: z.int().min(0)}),
  upload: uploadShape,
}

/** A dataset as it was written; `place`: the path, or the name where the browser says where. */
export type SavedDataset = Pick<AboutDataset, 'notes' | 'leftOut'> & {readonly place: string}

export const offsetUnitShape = z.enum(['codepoint', 'utf16'])

/** What a window sends: the unit, and a name by which it asks how far it is. */
export type DatasetRequest = [unit: OffsetUnit, task?: string | undefined]

export const DATASET_REQUESTS: {readonly [K in keyof DatasetApi]: z.ZodType<DatasetRequest>} = {
  exportDataset: z.tuple([offsetUnitShape, taskShape.optional()]),
}

export const datasetLimit: ValueLimit = SMALL

export const isDatasetMethod = (name: string): name is keyof DatasetApi => Object.hasOwn(DATASET_REQUESTS, name)

/**
 * The content type of such an answer: the length of what comes first, as lib0 writes it, then a `Result` of {@link AboutDataset} in lib0's `any` encoding, then the
 * bytes of the file. What is refused is answered like any other request.
 */
export const DATASET_TYPE = 'application/vnd.claimlight.dataset'
