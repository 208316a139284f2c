/** Why a Y transaction happened. Undo follows `annotator` only. */
export type Origin = {readonly source: 'annotator'} | {readonly source: 'import'} | {readonly source: 'migration'}

export const ANNOTATOR: Origin = {source: 'annotator'}
export const IMPORT: Origin = {source: 'import'}
export const MIGRATION: Origin = {source: 'migration'}
