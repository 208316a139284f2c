import {kindsThen} from '../../core/schema/kind-then.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {byKeys} from '../../core/code-unit-order.ts'
import type {OffsetUnit} from '../../core/dataset/dataset-document.ts'
import {leftOutBy} from '../../core/dataset/left-out.ts'
import {isWrittenRound, withWorkedIn} from '../../core/dataset/round-entries.ts'
import {isBlindOn, isRegistryClosed, isSetClosed, workRoundOf} from '../../core/round/blindness.ts'
import {isClosed} from '../../core/round/round.ts'
import type {Owner} from '../../core/round/owner.ts'
import {EARLIER, ownerOf, workOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import type {DocumentAddress, WorklistAddress} from '../../project/document-address.ts'
import {shownProject} from '../../project/shown-project.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {keptAnswer} from '../kept-answer.ts'
import type {RequestContext} from '../requests/request-context.ts'
import type {ExportPlan, Stored} from './export-plan.ts'

/** `role`: of the person, as it is now; without it she is who she is. */
export type Exporting = Pick<RequestContext, 'folder' | 'project' | 'may' | 'person' | 'rounds'> & Partial<Pick<RequestContext, 'lasts' | 'role'>>

/** `mayStill`: whether all that is in the plan may be read by this person as things are now. */
export async function judgedExport(context: Exporting, unit: OffsetUnit): Promise<{readonly plan: ExportPlan; readonly mayStill: () => boolean}> {
  const {folder, may, person, lasts, rounds: roundsNow} = context
  const project = shownProject(context.project, roundsNow, () => person.id)
  const mayRead = (address: DocumentAddress): boolean => may(person, address) !== 'none' && !isKeptBack(address, context)
  const owners = readableOwners(context)
  const leftOut = leftOutBy(context.rounds(), owners, id => project.articles.get(id) !== undefined)
  const rounds = context.rounds()
  const {read, registries, sets, worklists} = await readable(folder.store, mayRead, worklistsIn(context, rounds))
  // Asked with every piece of the file, which may be of thousands of sets.
  const areReadable = keptAnswer(
    () => [context.role?.(), context.rounds()],
    () => read.every(mayRead),
  )
  const areTheSame = keptAnswer(
    () => [context.role?.(), context.rounds(), project.articles.ids(), `${ownIds(context)}`],
    () => `${readableOwners(context)}` === `${owners}`,
  )
  return {
    plan: {
      unit,
      name: project.name(),
      schema: project.schema(),
      kinds: kindsThen(project.versions.all()),
      versions: project.versions.all(),
      topics: project.topics.all(),
      roots: {
        topics: project.topics.roots(),
        people: new Map([...project.joins.marks().keys()].map(id => [id, project.joins.rootOf(id)])),
      },
      people: project.people.all().map(({id, name}) => ({id, name})),
      articles: [...project.articles.all()].sort(byKeys('id')),
      registries,
      sets,
      worklists,
      projectId: folder.projectId,
      rounds: withWorkedIn(
        rounds,
        [...registries, ...[...sets.values()].flat()].map(({owner}) => owner),
      ),
      leftOut,
    },
    mayStill: () => lasts?.() !== false && areTheSame() && areReadable(),
  }
}

async function readable(
  store: DocumentLog,
  mayRead: (address: DocumentAddress) => boolean,
  holds: (address: WorklistAddress) => boolean | undefined,
): Promise<{readonly read: readonly DocumentAddress[]} & Pick<ExportPlan, 'registries' | 'sets' | 'worklists'>> {
  const read: DocumentAddress[] = []
  const registries: Stored[] = []
  const worklists: ExportPlan['worklists'][number][] = []
  const sets = new Map<ArticleId, Stored[]>()
  for (const {name, address} of await store.documents()) {
    if (address.kind === 'worklist' && mayRead(address)) {
      const isOpen = holds(address)
      if (isOpen === undefined) continue
      read.push(address)
      worklists.push({name, round: address.round, annotator: address.annotator, isOpen})
    }
    if ((address.kind !== 'set' && address.kind !== 'registry') || !mayRead(address)) continue
    read.push(address)
    const {owner} = address
    if (address.kind === 'registry') registries.push({name, owner})
    else {
      const known = sets.get(address.article) ?? []
      sets.set(address.article, known)
      known.push({name, owner})
    }
  }
  for (const each of sets.values()) each.sort(byKeys('owner'))
  return {read, registries, sets, worklists}
}

/** Of the articles of a closed round a dataset holds no work of others, be it read where it is discussed in that round. */
function isKeptBack(address: DocumentAddress, {person, project, rounds}: Exporting): boolean {
  const work = address.kind === 'set' || address.kind === 'registry' ? workOf(address.owner) : undefined
  if (work === undefined || project.joins.rootOf(work.annotator) === project.joins.rootOf(person.id)) return false
  const alone = rounds().map(({basedOn: _, ...round}) => round)
  return address.kind === 'set' ? isSetClosed(alone, work.round, address.article) : isRegistryClosed(alone, work.round)
}

/** Which worklists a dataset may hold, and whether their rounds are opened: until then each her own alone, whoever may see how far others are. */
function worklistsIn(context: Exporting, rounds: readonly Round[]): (address: WorklistAddress) => boolean | undefined {
  const own = new Set(ownIds(context))
  return ({round: id, annotator}) => {
    const round = rounds.find(each => each.id === id)
    if (round === undefined || !isWrittenRound(round)) return undefined
    return round.state === 'open' || (own.has(annotator) ? false : undefined)
  }
}

/** As which persons somebody is in the project. */
const ownIds = ({person, project}: Pick<Exporting, 'person' | 'project'>): readonly string[] => [person.id, ...project.joins.joinedWith(person.id)]

/** Whose sets may be in the file where a round is closed. */
function readableOwners(context: Exporting): Owner[] {
  const {project, person, may, rounds} = context
  const all = rounds()
  const ids = project.articles.ids()
  const closed = all.filter(isClosed).flatMap(round => ids.find(id => isBlindOn([round], id)) ?? [])
  const articles = closed.length > 0 ? closed : [ids[0] ?? '']
  const worked = [...new Set([EARLIER, ...all.map(workRoundOf)])]
  const own = ownIds(context).flatMap(id => worked.map(round => ownerOf(id, round)))
  const owners: readonly Owner[] = [...own, 'gold', 'team']
  return owners.filter(owner => articles.every(article => may(person, {kind: 'set', article, owner}) !== 'none'))
}
