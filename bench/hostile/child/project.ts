import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import * as Y from 'yjs'
import {articleId, countWords} from '../../../src/core/article/article.ts'
import {DEFAULT_SCHEMA} from '../../../src/core/schema/default-schema.ts'
import {setIndexOf} from '../../../src/hub/index/annotation-rows.ts'
import {annotationSet} from '../../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../../src/project/document-address.ts'
import {documentName} from '../../../src/project/document-address.ts'
import {project} from '../../../src/project/project.ts'
import {createProjectFolder} from '../../../src/storage/project-folder.ts'
import {answerParent} from '../../sync/child/answer.ts'
import {aClaim} from '../../sync/child/claim.ts'

const {start, prefix, quote, suffix} = aClaim('', '').selector

/** Says what the claims quote, where they do: what stands nowhere in its article is in no export. */
const textOf = (n: number): string =>
  `${`Report ${n} on the sea\n\n`.padEnd(start - prefix.length, 'The sea rose. ')}${prefix}${quote}${suffix} before. 海平面上升了。\n`

answerParent({
  /** A project of so many articles with a team set each; one more has a set of very many annotations. The ids of its articles, that one first. */
  make: async ({path, articles, each, largest}: {path: string; articles: number; each: number; largest: number}) => {
    const made = await createProjectFolder(path, {projectId: 'hostile'})
    if (!made.ok) throw new Error(`${made.error}`)
    const {store} = made.value
    const texts = Array.from({length: articles + 1}, (_, n) => textOf(n))
    const ids = texts.map(articleId)
    await mkdir(join(path, 'articles'), {recursive: true})
    for (const [n, id] of ids.entries()) await writeFile(join(path, 'articles', `${id}.txt`), texts[n] ?? '')
    const doc = new Y.Doc()
    const whole = project(doc)
    whole.transact(() => {
      whole.rename('The sea')
      for (const [n, id] of ids.entries()) {
        const text = texts[n] ?? ''
        whole.articles.put({id, position: n, words: countWords(text), length: text.length, title: `Report ${n}`, sourceName: `report-${n}.txt`, warnings: []})
      }
    })
    const keep = (address: DocumentAddress, update: Uint8Array): Promise<unknown> => store.append(documentName('hostile', address), address, update)
    await keep({kind: 'project'}, Y.encodeStateAsUpdate(doc))
    const setOf = (count: number) => {
      const set = annotationSet(new Y.Doc())
      set.add(Array.from({length: count}, (_, n) => aClaim(`claim-${n}`, 'annotator-1')))
      return {update: Y.encodeStateAsUpdate(set.doc), index: setIndexOf(set.all(), [], DEFAULT_SCHEMA)}
    }
    const [usual, large] = [setOf(each), setOf(largest)]
    const writing = ids.map((article, n) => {
      const address: DocumentAddress = {kind: 'set', article, owner: 'team'}
      const {update, index} = n === 0 ? large : usual
      const kept = keep(address, update)
      store.index(documentName('hostile', address), index)
      return kept
    })
    await Promise.all(writing)
    await made.value.close()
    return {ids}
  },
})
