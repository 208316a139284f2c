import {join} from 'node:path'
import type {Annotation, SpanAnnotation} from '../../src/core/annotation/annotation.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import type {SharedFolder} from '../../src/hub/folder/shared-folder.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {GuestOf} from '../../src/hub/upstream/guest-link.ts'
import type {FolderStatus} from '../../src/ipc/folder-api.ts'
import type {HostApi} from '../../src/ipc/host-api.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import {createProjectFolder, openProjectFolder} from '../../src/storage/project-folder.ts'
import {fileSecrets} from '../../src/storage/secret-store.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aPerson, until, windowOf} from './hub-bench.ts'

export const PASSPHRASE = 'purple otter says שלום 和平'
export const ARTICLE = anArticle(MIXED_TEXT)
export const TEAM: DocumentAddress = {kind: 'set', article: ARTICLE.id, owner: 'team'}
export const OTHER_TEXT = 'A second article. 👩‍👩‍👧 السلام قريب\nהשלום קרוב, Zoë.\n和平即将到来。'

/** A person at her own computer: a project folder, the hub on it, and a folder that something carries to the others. */
export type Peer = {
  readonly person: Person
  readonly path: string
  readonly share: string
  readonly hub: Hub
  readonly api: HostApi
  readonly exchange: SharedFolder
  status(): FolderStatus
  /** Shares the folder beside the project, or joins what was carried there. */
  exchangeBy(how: 'share' | 'join', remember?: boolean): Promise<FolderStatus>
  /** Marks a quote in a window of her own; resolves when the hub has it. */
  mark(id: string, quote?: string, address?: DocumentAddress, fields?: Partial<SpanAnnotation>): Promise<void>
  /** Ids of the annotations in the log, sorted. */
  marked(address?: DocumentAddress): Promise<string[]>
  /** The features of an annotation in the log. */
  features(id: string): Promise<Annotation['features']>
  project(): Promise<Project>
  /** The last record of the log. */
  logged(): Promise<string>
  close(): Promise<void>
}

/** Opens the project in `home`, which is made first. `secrets`: of which computer; a copied project is another's. */
export async function aPeer(
  name: string,
  home: string,
  given: {projectId?: string; secrets?: string; device?: string; person?: Person; guest?: GuestOf} = {},
): Promise<Peer> {
  const path = join(home, 'Project.claimlight')
  const opened = await openProjectFolder(path, {mode: 'write'})
  const folder = opened.ok ? opened.value : value(await createProjectFolder(path, {projectId: given.projectId ?? 'project-1'}))
  const person = given.person ?? aPerson(name, 'admin')
  const secrets = fileSecrets(given.secrets ?? join(home, 'settings'))
  const hub = await createHub({
    folder,
    version: '0.0.0',
    ...(given.guest === undefined ? {} : {guest: given.guest}),
    device: {id: given.device ?? `device-of-${person.id}`, person, secrets, timing: {interval: 50, settle: 20}},
  })
  const exchange = hub.sharedFolder as SharedFolder
  const api = hub.requests(person, 'browser')
  const share = join(home, 'Share')
  const logged = async (address: DocumentAddress): Promise<readonly Annotation[]> =>
    annotationSet(documentFrom(await folder.store.load(documentName(folder.projectId, address)))).all()
  return {
    person,
    path,
    share,
    hub,
    api,
    exchange,
    status: exchange.status,
    exchangeBy: async (how, remember = false) => value(await api.shareFolder({path: share, passphrase: PASSPHRASE, join: how === 'join', remember})),
    mark: async (id, quote = 'Sea ice melts faster', address = TEAM, fields = {}) => {
      const window = windowOf(hub, person)
      const {doc, opened: synced, saved} = window.open(address)
      const refused = await synced
      if (refused !== undefined) throw new Error(refused)
      annotationSet(doc).add([aClaim(ARTICLE, quote, {id, by: person.id, ...fields})])
      await saved()
      window.close()
    },
    marked: async (address = TEAM) => (await logged(address)).map(({id}) => id).sort(),
    features: async id => (await logged(TEAM)).find(each => each.id === id)?.features ?? {},
    project: async () => project(documentFrom(await folder.store.load(documentName(folder.projectId, {kind: 'project'})))),
    logged: async () => (await folder.store.changesSince('', 1000))?.next ?? '',
    close: () => hub.close(),
  }
}

export const file = (name: string, text: string): {name: string; bytes: Uint8Array} => ({name, bytes: new TextEncoder().encode(text)})

/** All that this peer has lies in the folder, and what lies there is merged. */
export const settled = (peer: Peer): Promise<void> => until(`${peer.person.name}'s folder is in step`, () => peer.status().state === 'ok')
