import type {DraftOrigin, DraftSource, SchemaDraft} from '../../../core/schema/draft.ts'
import {inQuotation} from '../../../core/text/in-quotation.ts'
import {say} from '../../ui/say.ts'

const FROM: Readonly<Record<DraftSource, (origin: DraftOrigin) => string>> = {
  'in-force': ({base: version}) => say('goes on from version {version}', {version}),
  version: ({schema: {version}}) => say('goes on from version {version}', {version}),
  preset: ({schema: {name}}) => say('goes on from “{name}”', {name: inQuotation(name)}),
  empty: () => say('began empty'),
  project: ({schema: {name}}) => say('goes on from “{name}” of another project', {name: inQuotation(name)}),
  file: ({schema: {name}}) => say('goes on from “{name}” of a file', {name: inQuotation(name)}),
}

/** What it goes on from, and how many parts of that are otherwise in it. */
export const draftState = ({origin, edits}: SchemaDraft): string =>
  say('{begins}, {parts, plural, =0 {nothing changed} one {# part changed} other {# parts changed}}', {
    begins: FROM[origin.from](origin),
    parts: edits.size,
  })
