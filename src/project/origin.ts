/** Why a Y transaction happened. Undo follows `annotator` only. */
export type Origin = {readonly source: 'annotator'} | {readonly source: 'import'}

export const ANNOTATOR: Origin = {source: 'annotator'}
export const IMPORT: Origin = {source: 'import'}
