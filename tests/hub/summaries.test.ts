import {setImmediate} from 'node:timers/promises'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {articleId} from '../../src/core/article/article.ts'
import {summaries} from '../../src/hub/requests/summaries.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {memoryStore} from '../../src/storage/memory-store.ts'
import {aRow} from '../storage/documents.ts'
import {ALICE} from './hub-bench.ts'

/** More sets than are counted in one go. */
const MANY = 6000
const EMPTY = new Uint8Array([0, 0])

async function aLargeProject() {
  const store = memoryStore()
  const large = project(new Y.Doc())
  const teams: DocumentAddress[] = Array.from({length: MANY}, (_, n) => ({kind: 'set', article: articleId(`Report ${n}: 停火 👩‍👩‍👧`), owner: 'team'}))
  large.transact(() => {
    for (const [position, address] of teams.entries())
      if (address.kind === 'set')
        large.articles.put({id: address.article, position, words: 3, length: 20, title: `${position}`, sourceName: `${position}.txt`, warnings: []})
  })
  for (const address of teams) {
    const name = documentName('large', address)
    await store.append(name, address, EMPTY)
    store.index(name, {rows: [aRow(name)], readMarks: [{by: 'bob', state: 'done'}]})
  }
  return {folder: {projectId: 'large', store}, project: large, person: ALICE}
}

test('[SP41] a round that is closed while a large project is counted hides what was counted before', async () => {
  const large = await aLargeProject()
  let closed = false
  const counting = summaries({...large, may: () => (closed ? 'none' : 'write')}, null)
  await setImmediate()
  closed = true
  const found = await counting
  expect(found).toHaveLength(MANY)
  expect(found.filter(({layers, readBy, doneBy}) => readBy.length + doneBy.length + Object.keys(layers).length > 0)).toEqual([])
})

test('a large project is counted whole', async () => {
  const found = await summaries({...(await aLargeProject()), may: () => 'write'}, null)
  expect(found).toHaveLength(MANY)
  for (const {layers, readBy, doneBy} of found) expect({layers, readBy, doneBy}).toEqual({layers: {claim: 1}, readBy: ['bob'], doneBy: ['bob']})
})
