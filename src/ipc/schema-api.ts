import * as z from 'zod'
import type {Result} from '../core/result.ts'
import type {ValueLimit} from '../core/json/value-limit.ts'

export type SchemaInForce = {readonly name: string; readonly version: number}

/** What changes the schema of the project. */
export interface SchemaApi {
  /** Brings a schema into force, its version counted up. Refused with what is wrong with it, or with what annotations say that it has no place for. */
  takeSchema(schema: unknown): Promise<Result<SchemaInForce>>
}

/** The schema is parsed where it is taken, so that what is wrong is said by its place. */
export const SCHEMA_REQUESTS: {readonly [K in keyof SchemaApi]: z.ZodType<Parameters<SchemaApi[K]>>} = {
  takeSchema: z.tuple([z.unknown()]),
}

/** A large codebook has some hundred labels. */
export const SCHEMA_LIMIT: ValueLimit = {bytes: 1024 * 1024, values: 20_000}
