import {expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {DraftOrigin} from '../../src/core/schema/draft.ts'
import {parseOrigin} from '../../src/project/schema-drafts.ts'
import {draftState} from '../../src/renderer/screens/schema/draft-words.ts'

test('a draft that is made of an earlier version of the project says which, and not that it is of another project', () => {
  const origin = {by: 'alice', at: 5, base: 8, schema: {...DEFAULT_SCHEMA, name: 'مشروع 🧊', version: 3}}
  const told = (from: DraftOrigin['from']): string =>
    draftState({id: 'd', origin: parseOrigin(JSON.stringify({...origin, from})) as DraftOrigin, edits: new Map()})
  expect(told('version')).toBe('goes on from version 3, nothing changed')
  expect(told('in-force')).toBe('goes on from version 8, nothing changed')
  expect(told('project')).toMatch(/مشروع 🧊.* of another project, nothing changed$/)
})
