import {expect, test} from 'vitest'
import type * as Y from 'yjs'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {hubDocument, said} from '../support/judged-document.ts'

const PROJECT: DocumentAddress = {kind: 'project'}
const origin = (by: string, name = 'السلام 🧊') => JSON.stringify({by, at: 1, from: 'empty', base: 1, schema: {name, version: 0, layers: []}})
const origins =
  (many: number, name?: string) =>
  (doc: Y.Doc): void => {
    for (let nth = 0; nth < many; nth++) doc.getMap('drafts').set(`d${nth}/origin`, origin('alice', name))
  }
const fields =
  (many: number, text: string) =>
  (doc: Y.Doc): void => {
    for (let nth = 0; nth < many; nth++) doc.getMap('drafts').set(`d0/p${nth}/label`, JSON.stringify(text))
  }

const versions =
  (many: number) =>
  (doc: Y.Doc): void => {
    const small: Schema = {name: 'Zoë 和平', version: 1, layers: DEFAULT_SCHEMA.layers.slice(-1)}
    for (let version = 2; version < 2 + many; version++) project(doc).versions.keep({...small, version}, {by: 'alice', at: version})
  }

test.each<readonly [string, string, (doc: Y.Doc) => void]>([
  ['a hundred drafts', 'taken', origins(100)],
  ['more drafts', 'drafts', origins(101)],
  ['drafts that are long in all', 'drafts', origins(12, 'n'.repeat(1_400_000))],
  ['a draft of a large codebook', 'taken', fields(20_000, '和平')],
  ['a draft of more fields', 'drafts', fields(50_001, '')],
  ['a long draft', 'drafts', fields(50, 'n'.repeat(90_000))],
  ['a value as deep as a schema is', 'taken', doc => void doc.getMap('drafts').set('d0/p/examples', `${'['.repeat(16)}${']'.repeat(16)}`)],
  ['a value that is deeper', 'shape', doc => void doc.getMap('drafts').set('d0/p/examples', `${'['.repeat(17)}${']'.repeat(17)}`)],
  ['brackets in words', 'taken', doc => void doc.getMap('drafts').set('d0/p/label', JSON.stringify('"'.concat('['.repeat(40))))],
])('[SP223] of what a window writes into drafts, %s: %s', (_what, outcome, change) => {
  expect(said(hubDocument(), PROJECT, 'alice', change)).toBe(outcome)
})

test.each<readonly [string, string, (doc: Y.Doc) => void]>([
  ['as many drafts as several devices may have written apart', 'taken', origins(1000)],
  ['more drafts', 'drafts', origins(1001)],
  ['as many versions', 'taken', versions(1500)],
])('[SF58] of what a folder or the project’s hub brings, %s: %s', (_what, outcome, change) => {
  expect(said(hubDocument(), PROJECT, '', change, true)).toBe(outcome)
})

test('[SP223] drafts that are too many already go on being thrown away, and edited where that makes them no longer', () => {
  const hub = hubDocument(origins(150))
  expect(
    said(hub, PROJECT, 'alice', doc =>
      project(doc).drafts.open('one-more', {by: 'alice', at: 1, from: 'empty', base: 1, schema: {name: '', version: 0, layers: []}}),
    ),
  ).toBe('drafts')
  expect(said(hub, PROJECT, 'alice', doc => void doc.getMap('drafts').set('d1/p/label', '"Zoë"'))).toBe('taken')
  hub.doc.transact(() => project(hub.doc).drafts.discard('d0'))
  expect(project(hub.doc).drafts.all()).toHaveLength(149)
})

test('[SP223] a value too deep for a schema that stands in a draft already is passed over, and the draft goes on', () => {
  const {doc} = hubDocument(origins(1))
  doc.getMap('drafts').set('d0/schema/examples', `${'['.repeat(49_000)}${']'.repeat(49_000)}`)
  const {drafts} = project(doc)
  const [read] = drafts.all()
  expect(read?.edits.get('schema') ?? {}).toEqual({})
  if (read === undefined) throw new Error('There is no draft.')
  drafts.goOn(read, {origin: {...read.origin, base: 2}, edits: read.edits})
  expect(drafts.get('d0')?.origin.base).toBe(2)
})
