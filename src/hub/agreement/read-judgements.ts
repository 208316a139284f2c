import {asksForTokens} from '../../core/agreement/agreement-wish.ts'
import type {Judgements} from '../../core/agreement/judgement.ts'
import {readingJudgements} from '../../core/agreement/reading-judgements.ts'
import type {SnapshotRegistry, SnapshotSet, SnapshotWorklist} from '../../core/dataset/project-snapshot.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Owner} from '../../core/round/owner.ts'
import {kindThenIn} from '../../core/schema/kind-then.ts'
import {documentFrom} from '../../project/document-from.ts'
import type {Roots} from '../../project/project-snapshot.ts'
import {registryRoots, resolverIn, snapshotRegistry, snapshotRound, snapshotSet} from '../../project/project-snapshot.ts'
import {worklistDocument} from '../../project/worklist.ts'
import {storedRegistry, storedSet} from '../requests/project-documents.ts'
import type {TaskSource} from '../tasks/task.ts'
import type {AgreementPlan} from './agreement-plan.ts'

/** Reads what a plan compares, article by article. Refused where a text is missing: half of it looks like all. */
export async function* readJudgements(plan: AgreementPlan, from: TaskSource): AsyncGenerator<number, Result<Judgements>, undefined> {
  const {wish, schema, topics, people} = plan
  const who = (person: string): string => plan.roots.people.get(person) ?? person
  const registries: SnapshotRegistry[] = []
  const roots = new Map<Owner, Roots>()
  for (const {name, owner} of plan.registries) {
    const registry = await storedRegistry(from, name)
    registries.push(snapshotRegistry(owner, registry, who))
    roots.set(owner, registryRoots(registry))
    registry.doc.destroy()
  }
  const reading = readingJudgements({
    schema,
    people,
    topics,
    registries,
    rounds: plan.rounds.map(round => snapshotRound(round, who)),
    worklists: await worklistsOf(plan, from, who),
    takesUnfinished: wish.takesUnfinished === true,
    withTokens: asksForTokens(wish),
  })
  const as = {schema, who: plan.roots.people.size === 0 ? undefined : who, kindThen: kindThenIn(plan.kinds)}
  for (const [n, entry] of plan.articles.entries()) {
    const text = await from.text(entry.id)
    if (!text.ok) return refused(message('“{article}” cannot be read. {why}', {article: entry.title, why: text.error}))
    const sets: SnapshotSet[] = []
    const nonces = new Set<string>()
    for (const {name, owner} of plan.sets.get(entry.id) ?? []) {
      const set = await storedSet(from, name, as)
      sets.push(snapshotSet(entry.id, owner, set, resolverIn(plan.roots.topics, [roots.get(owner), roots.get('team')]), who))
      for (const id of set.nonces().keys()) nonces.add(id)
    }
    // What sealed it is in the set: where that has not come, nobody knows what was said.
    reading.article(entry, text.value, sets, ({id, unsealed}) => unsealed !== undefined || nonces.has(id))
    yield (n + 1) / plan.articles.length
  }
  return ok(reading.judgements())
}

async function worklistsOf(
  plan: AgreementPlan,
  from: TaskSource,
  who: (person: string) => string,
): Promise<readonly Pick<SnapshotWorklist, 'round' | 'annotator' | 'finished'>[]> {
  const lists: Pick<SnapshotWorklist, 'round' | 'annotator' | 'finished'>[] = []
  for (const {name, round, annotator} of plan.worklists) {
    const doc = documentFrom(await from.load(name))
    lists.push({round, annotator: who(annotator), finished: worklistDocument(doc).finishes()})
    doc.destroy()
  }
  return lists
}
