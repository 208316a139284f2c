import {mkdir, mkdtemp, readFile, readdir, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import * as Y from 'yjs'
import type {Annotation, SpanAnnotation} from '../../src/core/annotation/annotation.ts'
import {articleId} from '../../src/core/article/article.ts'
import {ok, refused} from '../../src/core/result.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {memoryStore} from '../../src/storage/memory-store.ts'
import type {ProjectStore} from '../../src/storage/project-store.ts'
import type {FolderSource, FolderTarget} from '../../src/storage/exchange-folder/folder-source.ts'
import type {FolderSync} from '../../src/storage/exchange-folder/folder-sync.ts'
import {folderSync} from '../../src/storage/exchange-folder/folder-sync.ts'
import type {ExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import {createExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'

export const PASSPHRASE = 'purple otter says שלום 和平'
export const PROJECT = 'project-7f3a'
export const ARTICLE = anArticle(MIXED_TEXT)
export const TEAM: DocumentAddress = {kind: 'set', article: ARTICLE.id, owner: 'team'}

/** A project as its app holds it, on a store that outlives the sync. */
export type Home = {
  readonly store: ProjectStore
  readonly texts: Map<string, string>
  readonly source: FolderSource
  readonly target: FolderTarget
  /** An edit as the hub makes it: in the log before anybody is told. */
  edit(address: DocumentAddress, change: (set: AnnotationSet) => void): Promise<void>
  doc(address: DocumentAddress): Promise<Y.Doc>
  claims(address: DocumentAddress): Promise<readonly Annotation[]>
}

export function aHome(given: {store?: ProjectStore; closed?: (address: DocumentAddress) => boolean; accepts?: FolderTarget['accepts']} = {}): Home {
  const store = given.store ?? memoryStore()
  const texts = new Map<string, string>()
  const listeners = new Set<(name: string) => void>()
  /** Documents as a window holds them open, so that edits of a session follow one upon the other. */
  const sessions = new Map<string, Y.Doc>()
  const append = async (name: string, address: DocumentAddress, update: Uint8Array): Promise<void> => {
    await store.append(name, address, update)
    const session = sessions.get(name)
    if (session !== undefined) Y.applyUpdate(session, update)
    for (const listener of listeners) listener(name)
  }
  const doc = async (address: DocumentAddress): Promise<Y.Doc> => {
    const opened = new Y.Doc()
    for (const update of await store.load(documentName(PROJECT, address))) Y.applyUpdate(opened, update)
    return opened
  }
  return {
    store,
    texts,
    doc,
    source: {
      documents: store.documents,
      load: store.load,
      onUpdate: listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      texts: {
        list: async () => [...texts.keys()],
        get: async id => {
          const text = texts.get(id)
          return text === undefined ? refused('There is no such text.') : ok(text)
        },
      },
      ...(given.closed === undefined ? {} : {closed: given.closed}),
    },
    target: {
      apply: async (name, address, update) => {
        await append(name, address, update)
        return undefined
      },
      applyText: async text => void texts.set(articleId(text), text),
      ...(given.accepts === undefined ? {} : {accepts: given.accepts}),
    },
    edit: async (address, change) => {
      const name = documentName(PROJECT, address)
      const session = sessions.get(name) ?? (await doc(address))
      sessions.set(name, session)
      const before = Y.encodeStateVector(session)
      change(annotationSet(session))
      await append(name, address, Y.encodeStateAsUpdate(session, before))
    },
    claims: async address => [...annotationSet(await doc(address)).all()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

export const addClaim = (home: Home, fields: Partial<SpanAnnotation> = {}, address: DocumentAddress = TEAM): Promise<void> =>
  home.edit(address, set => set.add([aClaim(ARTICLE, 'Sea ice melts faster', fields)]))

export const syncOf = async (home: Home, share: ExchangeFolder, deviceId: string, state: string, person = deviceId): Promise<FolderSync> =>
  value(await folderSync({share, deviceId, person, state, source: home.source, target: home.target}))

export async function aFolder(): Promise<{path: string; remove(): Promise<void>}> {
  const path = await mkdtemp(join(tmpdir(), 'claimlight-share-'))
  return {path, remove: () => rm(path, {recursive: true, force: true, maxRetries: 3})}
}

/** Paths of a device's segments below the share's folder. */
export async function segmentsOf(folder: string, writer: string): Promise<string[]> {
  const names = await readdir(join(folder, 'devices', writer)).catch(() => [])
  return names
    .filter(name => !name.startsWith('.'))
    .sort()
    .map(name => join(folder, 'devices', writer, name))
}

let template: Promise<{share: ExchangeFolder; text: string}> | undefined

/** A share like any other; its key is derived once for all tests of a file, because that is made to be slow. */
export async function aShare(folder: string): Promise<ExchangeFolder> {
  template ??= (async () => {
    const made = await aFolder()
    const share = value(await createExchangeFolder(made.path, {projectId: PROJECT, passphrase: PASSPHRASE}))
    const text = await readFile(join(made.path, 'share.json'), 'utf8')
    await made.remove()
    return {share, text}
  })()
  const {share, text} = await template
  await mkdir(join(folder, 'devices'), {recursive: true})
  await writeFile(join(folder, 'share.json'), text)
  return {...share, folder}
}
