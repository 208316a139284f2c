import type {Schema} from '../../core/schema/schema.ts'
import {schemaInLanguage} from '../../core/schema/schema-languages.ts'
import {readLanguages} from '../ui/say.ts'

/** A schema in the words of whoever reads here. */
export const readSchema = (schema: Schema): Schema => schemaInLanguage(schema, readLanguages())
