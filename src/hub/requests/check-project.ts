import type {Sentence} from '../../core/language/message.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {kindsThen} from '../../core/schema/kind-then.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Watch} from '../../core/watch.ts'
import type {CheckReport} from '../../ipc/host-api.ts'
import type {DocumentAddress, WorklistAddress} from '../../project/document-address.ts'
import {shownProject} from '../../project/shown-project.ts'
import type {CheckPlan} from '../checks/check-plan.ts'
import {roundOfSet} from '../checks/round-versions.ts'
import {sealedWork} from '../checks/sealed-work.ts'
import type {Tasks} from '../tasks/task.ts'
import {made, taskSentence} from '../tasks/task.ts'
import {tasksHere} from '../tasks/tasks-here.ts'
import type {RequestContext} from './request-context.ts'

type Checking = Pick<RequestContext, 'folder' | 'project' | 'may' | 'person' | 'rounds'> & {readonly tasks?: Tasks | undefined}

/** How much of a check it is to look through the store itself. */
const STORE = 0.25

/** Reads everything again and says what is wrong: the store, the texts, the words under each annotation. */
export async function checkProject(context: Checking, {signal, onPart}: Watch = {}): Promise<Result<CheckReport>> {
  const {folder} = context
  const stored = await folder.store.check({signal, onPart: part => onPart?.(STORE * part)})
  for (;;) {
    if (signal?.aborted === true) return refused(taskSentence.cancelled('check'))
    const {plan, problems, mayStill} = await checkPlan(context)
    const watch: Watch = {signal, onPart: part => onPart?.(STORE + (1 - STORE) * part)}
    const checked = await made((context.tasks ?? tasksHere(folder)).run('check', plan, watch))
    if (!checked.ok) return checked
    // A round may have begun meanwhile: then what others did is not told.
    if (mayStill()) return ok({...checked.value, problems: [...folder.warnings, ...stored, ...checked.value.problems, ...problems]})
  }
}

/** `mayStill`: whether all that is in the plan may be read by this person as things are now. */
async function checkPlan({
  folder,
  project: whole,
  may,
  person,
  rounds,
}: Checking): Promise<{readonly plan: CheckPlan; readonly problems: readonly Sentence[]; readonly mayStill: () => boolean}> {
  const project = shownProject(whole, rounds, () => person.id)
  const read: DocumentAddress[] = []
  const mayRead = (address: DocumentAddress): boolean => may(person, address) !== 'none'
  const sets = new Map<ArticleId, string[]>()
  const ofRounds = new Map<string, string>()
  const worklists: WorklistAddress[] = []
  for (const {name, address} of await folder.store.documents()) {
    if ((address.kind !== 'set' && address.kind !== 'worklist') || !mayRead(address)) continue
    read.push(address)
    if (address.kind === 'worklist') {
      worklists.push(address)
      continue
    }
    sets.set(address.article, [...(sets.get(address.article) ?? []), name])
    const round = roundOfSet(address.owner, rounds())
    if (round !== undefined) ofRounds.set(name, round)
  }
  const {work, problems} = await sealedWork({folder, project}, rounds(), worklists)
  const articles = project.articles.all()
  const listed = new Set(articles.map(({id}) => id))
  return {
    plan: {
      articles,
      takenOut: new Set([...sets.keys()].filter(id => !listed.has(id) && project.articles.standing(id) !== undefined)),
      schema: project.schema(),
      kinds: kindsThen(project.versions.all()),
      schemaProblem: project.schemaProblem(),
      sets,
      versions: project.versions.all(),
      rounds: ofRounds,
      sealed: work,
    },
    problems,
    mayStill: () => read.every(mayRead),
  }
}
