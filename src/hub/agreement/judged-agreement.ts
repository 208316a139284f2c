import type {AgreementWish} from '../../core/agreement/agreement-wish.ts'
import {chosenRounds} from '../../core/agreement/chosen-rounds.ts'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {isBlindOn, workRoundOf} from '../../core/round/blindness.ts'
import type {Owner} from '../../core/round/owner.ts'
import {workOf} from '../../core/round/owner.ts'
import type {Exporting} from '../exports/judged-export.ts'
import {judgedExport} from '../exports/judged-export.ts'
import type {AgreementPlan} from './agreement-plan.ts'

/** `notes`: what is left out. `mayStill`: whether all that is in the plan may be read by this person as things are now. */
export type JudgedAgreement = {readonly plan: AgreementPlan; readonly notes: readonly Sentence[]; readonly mayStill: () => boolean}

export async function judgedAgreement(context: Exporting, wish: AgreementWish): Promise<Result<JudgedAgreement>> {
  const problem = context.project.schemaProblem()
  if (problem !== undefined)
    return refused(message('The schema of this project cannot be read: {problem} Take another schema in the settings, or update Claimlight.', {problem}))
  const {plan, mayStill} = await judgedExport(context, 'utf16')
  const known = context.rounds()
  const owners = [...plan.sets.values()].flatMap(sets => sets.map(({owner}) => owner))
  const rounds = chosenRounds(known, owners, wish.rounds, wish.by.includes('round'))
  if (!rounds.ok) return rounds
  const worked = new Set(rounds.value.map(workRoundOf))
  const isCompared = ({owner}: {readonly owner: Owner}): boolean => worked.has(workOf(owner)?.round ?? '')
  const open = plan.articles.filter(({id}) => !isBlindOn(known, id))
  const {schema, kinds, topics, roots, people} = plan
  return ok({
    plan: {
      schema,
      kinds,
      topics,
      roots,
      people,
      registries: plan.registries.filter(each => each.owner === 'team' || isCompared(each)),
      sets: new Map(open.map(({id}) => [id, (plan.sets.get(id) ?? []).filter(isCompared)])),
      worklists: plan.worklists.filter(({round, isOpen}) => isOpen && rounds.value.some(({id}) => id === round)),
      articles: open.map(({id, title}) => ({id, title})),
      rounds: rounds.value,
      wish,
    },
    notes: closedNotes(plan.articles.length - open.length),
    mayStill,
  })
}

/** Of articles in a closed round nothing is compared, whichever round it was said in: others’ sets on them are closed. */
const closedNotes = (articles: number): readonly Sentence[] =>
  articles === 0
    ? []
    : [
        message('{articles, plural, one {# article is} other {# articles are}} left out, being in a round that is still closed.', {
          articles,
        }),
      ]
