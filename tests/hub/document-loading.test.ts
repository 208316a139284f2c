import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {documentLoading} from '../../src/hub/documents/document-loading.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

const article = anArticle(MIXED_TEXT)

/** A log of many changes. */
function logged(): readonly Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let at = 0; at < 50; at++) annotationSet(doc).add([aClaim(article, '和平即将到来', {id: `${at}`})])
  return updates
}

test.each(['sound', 'doubted'])(
  '[SP121] a document whose log is %s tells nobody of what is loaded, and everybody of what is written afterwards',
  async state => {
    const updates = logged()
    const loading = documentLoading({load: async () => updates})
    if (state === 'doubted') loading.doubt('set')
    const document = new Y.Doc()
    const told: Uint8Array[] = []
    document.on('update', (update: Uint8Array) => told.push(update))
    await loading.into(document, 'set')
    expect([annotationSet(document).all().length, told.length]).toEqual([50, 0])
    annotationSet(document).add([aClaim(article, 'السلام قريب', {id: 'after'})])
    expect(told).toHaveLength(1)
  },
)
