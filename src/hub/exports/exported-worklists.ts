import type {ArticleId} from '../../core/article/article.ts'
import type {SnapshotWorklist} from '../../core/dataset/project-snapshot.ts'
import type {SnapshotSet} from '../../core/dataset/project-snapshot.ts'
import {asNamedThen, namesThen} from '../../core/round/names-then.ts'
import type {Owner} from '../../core/round/owner.ts'
import {ownerOf} from '../../core/round/owner.ts'
import type {Finish, Given} from '../../core/round/worklist.ts'
import {MOST_NAMES_THEN} from '../../core/round/names-then.ts'
import type {WhoIs} from '../../core/person/as-persons.ts'
import {documentFrom} from '../../project/document-from.ts'
import type {StoredSet} from '../../project/stored-set.ts'
import {worklistDocument} from '../../project/worklist.ts'
import type {TaskSource} from '../tasks/task.ts'
import type {ExportPlan} from './export-plan.ts'

/** What sealed each finish, and what its set named then otherwise than in the file. */
type Seal = Pick<SnapshotWorklist['finished'][number], 'nonce' | 'named' | 'unsealed'>

/** The worklists of an export, as its sets are gone through. */
export interface ExportedWorklists {
  /** A set, as it stands and as the file has it. Of somebody who had two sets there nothing is sealed as the file has it. */
  set(stored: {readonly owner: Owner; readonly article: ArticleId; readonly set: Pick<StoredSet, 'all' | 'nonces'>; readonly written: SnapshotSet}): void
  lists(): readonly SnapshotWorklist[]
}

export async function exportedWorklists(plan: ExportPlan, from: TaskSource, who: WhoIs): Promise<ExportedWorklists> {
  const read: {readonly of: ExportPlan['worklists'][number]; readonly given: readonly Given[]; readonly finishes: readonly Finish[]}[] = []
  for (const of of plan.worklists) {
    const doc = documentFrom(await from.load(of.name))
    const list = worklistDocument(doc)
    read.push({of, given: list.given(), finishes: list.finishes()})
    doc.destroy()
  }
  const bySet = new Map<string, Finish[]>()
  const keyOf = (owner: Owner, article: ArticleId): string => `${article} ${owner}`
  for (const {of, finishes} of read) {
    for (const finish of of.isOpen ? finishes : []) {
      const key = keyOf(ownerOf(of.annotator, of.round), finish.article)
      bySet.set(key, [...(bySet.get(key) ?? []), finish])
    }
  }
  const seals = new Map<string, Seal>()
  const written = new Map<string, readonly Finish[]>()
  return {
    set: ({owner, article, set, written: said}) => {
      const finishes = bySet.get(keyOf(owner, article)) ?? []
      const key = keyOf(said.owner, article)
      const other = written.get(key)
      written.set(key, finishes)
      if (other !== undefined) {
        for (const {id} of [...other, ...finishes]) seals.set(id, {unsealed: 'joined'})
        return
      }
      const nonces = finishes.length === 0 ? undefined : set.nonces()
      for (const {id, named = []} of finishes) {
        const nonce = nonces?.get(id)?.nonce
        if (nonce === undefined) continue
        const then = namesThen(asNamedThen(set.all(), named), said.annotations)
        seals.set(id, then.length <= MOST_NAMES_THEN ? {nonce, ...(then.length > 0 && {named: then})} : {unsealed: 'many-names'})
      }
    },
    lists: () => joined(read.map(({of, given, finishes}) => asWritten(plan, of, given, finishes, seals, who))),
  }
}

function asWritten(
  {projectId}: ExportPlan,
  {round, annotator}: ExportPlan['worklists'][number],
  given: readonly Given[],
  finishes: readonly Finish[],
  seals: ReadonlyMap<string, Seal>,
  who: WhoIs,
): SnapshotWorklist {
  const act = <A extends {readonly by: string} | undefined>(of: A): A => (of === undefined ? of : {...of, by: who(of.by)})
  return {
    round,
    annotator: who(annotator),
    given: given.map(each => ({...act(each), ...(each.removed !== undefined && {removed: act(each.removed)})})),
    finished: finishes.map(({named: _, ...each}) => ({
      ...act(each),
      ...(each.takenBack !== undefined && {takenBack: act(each.takenBack)}),
      ...(each.signature !== undefined && {signedAs: signedAs(each, projectId, who)}),
      ...seals.get(each.id),
    })),
  }
}

function signedAs({by, signedAs: known}: Finish, projectId: string, who: WhoIs): NonNullable<Finish['signedAs']> {
  const signer = known?.by ?? by
  return {project: known?.project ?? projectId, ...(signer !== who(by) && {by: signer})}
}

/** Of persons who were joined, one list: what both were given once. */
function joined(lists: readonly SnapshotWorklist[]): readonly SnapshotWorklist[] {
  const all = new Map<string, SnapshotWorklist>()
  for (const list of lists) {
    const key = ownerOf(list.annotator, list.round)
    const known = all.get(key)
    const had = new Set(known?.given.map(({article}) => article))
    all.set(
      key,
      known === undefined
        ? list
        : {...list, given: [...known.given, ...list.given.filter(({article}) => !had.has(article))], finished: [...known.finished, ...list.finished]},
    )
  }
  return [...all.values()]
}
