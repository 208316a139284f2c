import type {Person} from '../core/round/owner.ts'
import type {Result} from '../core/result.ts'
import type {Round} from '../core/round/round.ts'
import {ok} from '../core/result.ts'
import type {Rights} from '../hub/access.ts'
import {rights} from '../hub/access.ts'
import {workOfPeople} from '../hub/documents/work-of-people.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import {knownRoundsOf} from '../hub/cluster/common-rounds.ts'
import {sightingOf} from '../hub/rounds/hub-rounds.ts'
import {mayRunRounds} from '../hub/rounds/planning.ts'
import {roundsAsKnown, settled} from '../hub/rounds/known-rounds.ts'
import {knownRoundsIn} from '../hub/rounds/round-records.ts'
import {knownAs, readUpstream} from '../hub/upstream/upstream-settings.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {documentName} from '../project/document-address.ts'
import {documentFrom} from '../project/document-from.ts'
import type {Project} from '../project/project.ts'
import {project} from '../project/project.ts'
import {shownProject} from '../project/shown-project.ts'
import type {ProjectFolder} from '../storage/project-folder.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {localOwner} from './local-owner.ts'

/** A project opened for reading: beside whoever has it open, and with what the person at this machine may see. */
export type ReadProject = {
  readonly folder: ProjectFolder
  readonly project: Project
  /** As the project knows her: at a hub that the project is a guest at, she may have another id than on this computer. */
  readonly person: Person
  readonly isGuest: boolean
  /** As this computer's hub has known them. */
  readonly rounds: () => readonly Round[]
  readonly hasClosedWork: (person: string) => Promise<boolean>
  readonly may: (person: Person, address: DocumentAddress) => Rights
}

/** `postgres`: the database that the project's work is kept in. */
export async function readProject(path: string, postgres?: string): Promise<Result<ReadProject>> {
  const opened = postgres === undefined ? await openProjectFolder(path, {mode: 'read'}) : await openCommonProject(path, postgres, {copy: false})
  if (!opened.ok) return opened
  const upstream = await readUpstream(opened.value.path)
  if (!upstream.ok) {
    await opened.value.close()
    return upstream
  }
  const folder = opened.value
  const shared = project(documentFrom(await folder.store.load(documentName(folder.projectId, {kind: 'project'}))))
  const {person: local} = await localOwner()
  const guest = upstream.value
  const {id, name} = knownAs(guest, local)
  const person: Person = guest === undefined ? local : {id, name: shared.people.get(id)?.name ?? name, role: guest.role ?? 'reader'}
  const known = await (folder.common === undefined ? knownRoundsIn(folder.path) : knownRoundsOf(folder.common.files))
  const mayOpen = (who: string): boolean => mayRunRounds(shared.people.get(who) ?? {role: 'reader'})
  const seen = sightingOf({projectId: folder.projectId, project: shared, mayOpen, self: person.id})
  const rounds = roundsAsKnown(known && settled(known, seen), shared.rounds.all())
  const hasClosedWork = workOfPeople(() => rounds, folder.store).isClosed
  return ok({
    folder,
    project: shownProject(
      shared,
      () => rounds,
      () => person.id,
    ),
    person,
    isGuest: guest !== undefined,
    rounds: () => rounds,
    hasClosedWork,
    may: (who, address) => rights(who, address, rounds),
  })
}
