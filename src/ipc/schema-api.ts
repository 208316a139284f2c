import * as z from 'zod'
import type {Result} from '../core/result.ts'
import type {ValueLimit} from '../core/json/value-limit.ts'
import type {Schema} from '../core/schema/schema.ts'

export type SchemaInForce = {readonly name: string; readonly version: number}

/** A schema that comes with the app. `id`: what its file is called. */
export type SchemaPreset = {readonly id: string; readonly schema: Schema}

/** What changes the schema of the project. */
export interface SchemaApi {
  /** Brings a schema into force, its version counted up. Refused with what is wrong with it, or with what annotations say that it has no place for. */
  takeSchema(schema: unknown): Promise<Result<SchemaInForce>>
  /** Those that come with the app, to take one of them. */
  schemaPresets(): Promise<Result<readonly SchemaPreset[]>>
}

/** The schema is parsed where it is taken, so that what is wrong is said by its place. */
export const SCHEMA_REQUESTS: {readonly [K in keyof SchemaApi]: z.ZodType<Parameters<SchemaApi[K]>>} = {
  takeSchema: z.tuple([z.unknown()]),
  schemaPresets: z.tuple([]),
}

/** A large codebook has some hundred labels. */
export const SCHEMA_LIMIT: ValueLimit = {bytes: 1024 * 1024, values: 20_000}
