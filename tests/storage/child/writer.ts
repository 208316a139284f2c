import * as Y from 'yjs'
import {openProjectFolder} from '../../../src/storage/project-folder.ts'
import {ARTICLE, teamSet} from '../documents.ts'

/** Writes to a project for ever and prints a line for everything that was acknowledged, until it is killed. */
const [path = '', round = ''] = process.argv.slice(2)
const opened = await openProjectFolder(path, {mode: 'write'})
if (!opened.ok) throw new Error(`${opened.error}`)
const {store, texts} = opened.value
console.log('open')

const doc = new Y.Doc()
for (const update of await store.load('set')) Y.applyUpdate(doc, update)
doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc) => {
  const key = lastKey
  void store.append('set', teamSet(ARTICLE), update).then(() => console.log(`claim ${key}`))
})
let lastKey = ''

const writeTexts = async (): Promise<never> => {
  for (let i = 0; ; i++) {
    const id = await texts.put(`Article ${round}-${i}: 和平 👩‍👩‍👧 ${'Ice melts. '.repeat(60_000)}`, {title: `Article ${i}`, sourceName: 'a.txt', warnings: []})
    console.log(`text ${id}`)
  }
}
void writeTexts()

/** One annotation that is changed for ever: its history has every change. */
function record(): Y.Map<unknown> {
  const annotations: Y.Map<unknown> = doc.getMap('annotations')
  const known = annotations.get('one')
  if (known instanceof Y.Map) return known
  const made = new Y.Map<unknown>()
  annotations.set('one', made)
  return made
}

for (let i = 0; ; i++) {
  for (let j = 0; j < 1 + (i % 5); j++) {
    lastKey = `${round}-${i}-${j}`
    doc.transact(() => {
      doc.getMap('annotations').set(lastKey, 'x'.repeat(50))
      record().set('confidence', lastKey)
    })
  }
  if (i % 3 === 0) await store.compact('set', Y.encodeStateAsUpdate(doc))
  await new Promise(setImmediate)
}
