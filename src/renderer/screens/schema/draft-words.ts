import type {DraftSource, SchemaDraft} from '../../../core/schema/draft.ts'
import {inQuotation} from '../../../core/text/in-quotation.ts'
import {say} from '../../ui/say.ts'

type Origin = {readonly name: string; readonly version: number}

const FROM: Readonly<Record<DraftSource, (origin: Origin) => string>> = {
  'in-force': ({version}) => say('goes on from version {version}', {version}),
  preset: ({name}) => say('goes on from “{name}”', {name: inQuotation(name)}),
  empty: () => say('began empty'),
  project: ({name}) => say('goes on from “{name}” of another project', {name: inQuotation(name)}),
  file: ({name}) => say('goes on from “{name}” of a file', {name: inQuotation(name)}),
}

/** What it goes on from, and how many parts of that are otherwise in it. */
export const draftState = ({origin, edits}: SchemaDraft): string =>
  say('{begins}, {parts, plural, =0 {nothing changed} one {# part changed} other {# parts changed}}', {
    begins: FROM[origin.from]({name: origin.schema.name, version: origin.base}),
    parts: edits.size,
  })
