import type {AgreementWish} from '../../core/agreement/agreement-wish.ts'
import type {Sentence} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Watch} from '../../core/watch.ts'
import type {AgreementApi} from '../../ipc/agreement-api.ts'
import {DISAGREEMENTS_AT_ONCE} from '../../ipc/agreement-api.ts'
import type {AgreementPlan} from '../agreement/agreement-plan.ts'
import {judgedAgreement} from '../agreement/judged-agreement.ts'
import type {RememberedAnswers} from '../agreement/remembered-answers.ts'
import type {Exporting} from '../exports/judged-export.ts'
import type {TaskKind, TaskKinds, Tasks} from '../tasks/task.ts'
import {made, taskSentence} from '../tasks/task.ts'
import {tasksHere} from '../tasks/tasks-here.ts'

type Comparing = Exporting & {readonly tasks?: Tasks | undefined; readonly remembered?: RememberedAnswers | undefined}

/** What one person may ask about how far people agree: of sets that she may read as things are now, and no others. */
export function agreementRequests(context: Comparing): AgreementApi {
  return {
    agreement: async (wish, watch) => {
      const compared = await answered(
        'agreement',
        context,
        wish,
        watch,
        plan => plan,
        ({measures}) => measures.length,
      )
      if (!compared.ok) return compared
      const {notes, answer} = compared.value
      return ok({...answer, notes: [...answer.notes, ...notes]})
    },
    disagreements: async (wish, cell, from, watch) => {
      const found = await answered(
        'disagreements',
        context,
        wish,
        watch,
        plan => ({plan, cell}),
        all => all.length,
      )
      if (!found.ok) return found
      const {answer} = found.value
      return ok({disagreements: answer.slice(from, from + DISAGREEMENTS_AT_ONCE), total: answer.length})
    },
  }
}

type Kind = Extract<TaskKind, 'agreement' | 'disagreements'>

async function answered<K extends Kind>(
  kind: K,
  context: Comparing,
  wish: AgreementWish,
  watch: Watch = {},
  given: (plan: AgreementPlan) => TaskKinds[K]['given'],
  size: (made: TaskKinds[K]['made']) => number,
): Promise<Result<{readonly answer: TaskKinds[K]['made']; readonly notes: readonly Sentence[]}>> {
  const {folder, remembered} = context
  for (;;) {
    if (watch.signal?.aborted === true) return refused(taskSentence.cancelled(kind))
    const judged = await judgedAgreement(context, wish)
    if (!judged.ok) return judged
    const {plan, notes, mayStill} = judged.value
    const asked = given(plan)
    const make = (): Promise<Result<TaskKinds[K]['made']>> => made((context.tasks ?? tasksHere(folder)).run(kind, asked, watch))
    const answer = remembered === undefined ? await make() : await remembered.of([kind, asked], make, each => (each.ok ? size(each.value) : 0))
    // A round may have begun meanwhile: then what others did is not told.
    if (mayStill()) return answer.ok ? ok({answer: answer.value, notes}) : answer
  }
}
