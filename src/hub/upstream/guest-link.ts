import type {Role} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {Project} from '../../project/project.ts'
import type {ArticleTexts} from '../../storage/texts/article-texts.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {rights} from '../access.ts'
import type {ForeignUpdates} from '../documents/foreign-updates.ts'
import type {HubDocuments} from '../documents/hub-documents.ts'
import type {HubRounds} from '../rounds/hub-rounds.ts'
import type {Upstream} from './upstream.ts'
import {upstream} from './upstream.ts'
import type {UpstreamAccess} from './upstream-access.ts'
import {progressFile} from './upstream-progress.ts'
import {upstreamRequests} from './upstream-requests.ts'
import {accessOf, readUpstream, rememberRole} from './upstream-settings.ts'
import {upstreamTexts} from './upstream-texts.ts'

/** Whose guest a project is: how to get in, and who the owner of this computer is there. */
export type GuestOf = {
  readonly access: UpstreamAccess
  readonly owner: string
  readonly person: {readonly id: string; readonly name: string}
  /** As the other hub said last. */
  readonly role?: Role
}

/** As the project's folder says; `undefined` when it is its owner's alone. */
export async function guestIn(folder: string): Promise<Result<GuestOf | undefined>> {
  const found = await readUpstream(folder)
  if (!found.ok || found.value === undefined) return found as Result<undefined>
  const {owner, person, role} = found.value
  return {ok: true, value: {access: accessOf(folder, found.value), owner, person, ...(role === undefined ? {} : {role})}}
}

/** The connection of a hub to the one it is a guest at, and the article texts of both. Nothing is sent before `upstream.start()`. */
export async function guestLink(given: {
  folder: ProjectFolder
  project: Project
  guest: GuestOf
  foreign: ForeignUpdates
  documents: HubDocuments
  mayWrite: (address: DocumentAddress) => boolean
  publicKey: string | undefined
  rounds: () => Pick<HubRounds, 'isDisputed' | 'hear'>
  onStatus: () => void
  /** The other hub gave her another role. */
  onRole: () => void
}): Promise<{readonly upstream: Upstream; readonly texts: ArticleTexts; role(): Role}> {
  const {folder, project, guest, foreign, documents} = given
  // A copy made before roles were told has that of the project, until the other hub says.
  let role = guest.role ?? project.people.get(guest.person.id)?.role ?? 'reader'
  const requests = upstreamRequests(guest.access)
  const texts = await upstreamTexts({
    own: folder.texts,
    project,
    requests,
    mayGive: () => given.mayWrite({kind: 'project'}),
    onText: (id, title, text) => folder.store.indexArticle(id, title, text),
  })
  let remembering = Promise.resolve()
  const link = upstream({
    projectId: folder.projectId,
    access: guest.access,
    person: guest.person.id,
    takesAll: () => rights({...guest.person, role}, {kind: 'project'}, []) === 'write',
    store: folder.store,
    local: {
      load: folder.store.load,
      owners: folder.store.owners,
      receive: foreign.take,
      isOpen: documents.isOpen,
      isOfWindowHere: documents.isOfWindowHere,
    },
    presence: documents.presence,
    requests,
    texts,
    progress: await progressFile(folder.path),
    publicKey: given.publicKey,
    isDisputed: () => given.rounds().isDisputed(),
    onRounds: told => given.rounds().hear(told),
    onRole: said => {
      if (said === role) return
      role = said
      remembering = remembering.then(() => rememberRole(folder.path, said))
      given.onRole()
    },
    onStatus: given.onStatus,
  })
  const stop = project.observe(() => {
    void texts.fetchMissing()
    link.askRounds()
  })
  return {
    role: () => role,
    texts: texts.texts,
    upstream: {
      ...link,
      close: async () => {
        stop()
        await link.close()
        await remembering
      },
    },
  }
}
