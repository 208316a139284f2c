import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import * as Y from 'yjs'
import type {ArticleEntry} from '../../../src/core/article/article.ts'
import {articleId, countWords} from '../../../src/core/article/article.ts'
import {EARLIER, ownerOf} from '../../../src/core/round/owner.ts'
import {DEFAULT_SCHEMA} from '../../../src/core/schema/default-schema.ts'
import {setIndexOf} from '../../../src/hub/index/annotation-rows.ts'
import {annotationSet} from '../../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../../src/project/document-address.ts'
import {documentName} from '../../../src/project/document-address.ts'
import {project} from '../../../src/project/project.ts'
import type {SetIndex} from '../../../src/storage/index/annotation-index.ts'
import {createProjectFolder} from '../../../src/storage/project-folder.ts'
import {answerParent} from './answer.ts'
import {aClaim} from './claim.ts'

/** Sets are one of so many, under different names: what is measured is how many there are, not what they say. */
const DIFFERENT = 50
/** Documents written in one transaction. */
const STEP = 500

const annotator = (n: number): string => `annotator-${n}`

const textOf = (n: number): string =>
  `Report ${n} on the ceasefire\n\nNegotiators met for the ${n}th time, the ministry said. 停火 held in most districts, and aid came through. “We expect more”, a spokesperson told reporters 🕊.\n`

function entryOf(n: number, text: string): ArticleEntry {
  return {
    id: articleId(text),
    position: n,
    words: countWords(text),
    length: text.length,
    title: `Report ${n} on the ceasefire`,
    outlet: `Outlet ${n % 40}`,
    published: `2025-0${1 + (n % 9)}-${10 + (n % 19)}`,
    url: `https://news.example/${n}`,
    language: 'en',
    sourceName: `report-${n}.txt`,
    warnings: [],
  }
}

function setOf(seed: number, by: string): {readonly update: Uint8Array; readonly index: SetIndex} {
  const doc = new Y.Doc()
  const set = annotationSet(doc)
  set.add(Array.from({length: 3 + (seed % 5)}, (_, i) => aClaim(`${by}-${seed}-${i}`, by)))
  if (seed % 2 === 0) set.setReadMark(by, {by, at: 1_700_000_000_000, state: 'done'})
  return {update: Y.encodeStateAsUpdate(doc), index: setIndexOf(set.all(), set.readMarks().values(), DEFAULT_SCHEMA)}
}

answerParent({
  /** A project of so many articles, each with an annotation set of every annotator, straight into the store. */
  make: async ({path, articles, annotators}: {path: string; articles: number; annotators: number}) => {
    const made = await createProjectFolder(path, {projectId: 'large'})
    if (!made.ok) throw new Error(`${made.error}`)
    const {store} = made.value
    const texts = Array.from({length: articles}, (_, n) => textOf(n))
    const entries = texts.map((text, n) => entryOf(n, text))
    await mkdir(join(path, 'articles'), {recursive: true})
    for (const [n, entry] of entries.entries()) {
      const {id, position: _position, words: _words, length: _length, ...metadata} = entry
      await writeFile(join(path, 'articles', `${id}.txt`), texts[n] ?? '')
      await writeFile(join(path, 'articles', `${id}.json`), `${JSON.stringify({id, ...metadata}, null, 2)}\n`)
      store.indexArticle(id, entry.title, texts[n] ?? '')
      if (n % STEP === 0) await store.counts()
    }

    const doc = new Y.Doc()
    const whole = project(doc)
    whole.transact(() => {
      whole.rename('Ceasefire, large')
      for (let n = 0; n < annotators; n++) whole.people.put({id: annotator(n), name: `Annotator ${n}`, role: 'annotator'})
      for (const entry of entries) whole.articles.put(entry)
    })
    const update = Y.encodeStateAsUpdate(doc)
    await store.append(documentName('large', {kind: 'project'}), {kind: 'project'}, update)

    const sets = Array.from({length: annotators}, (_, person) => Array.from({length: DIFFERENT}, (_unused, seed) => setOf(seed, annotator(person))))
    let writing: Promise<unknown>[] = []
    for (const [n, {id}] of entries.entries()) {
      for (const [person, mine] of sets.entries()) {
        const set = mine[(n + person) % DIFFERENT]
        if (set === undefined) continue
        const address: DocumentAddress = {kind: 'set', article: id, owner: ownerOf(annotator(person), EARLIER)}
        const name = documentName('large', address)
        writing.push(store.append(name, address, set.update))
        store.index(name, set.index)
      }
      if (writing.length < STEP) continue
      await Promise.all(writing)
      writing = []
    }
    await Promise.all(writing)
    const bytes = update.byteLength
    await made.value.close()
    return {projectBytes: bytes}
  },
})
