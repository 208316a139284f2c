import type {ArticleId} from '../../core/article/article.ts'
import type {Round} from '../../core/round/round.ts'
import type {Writer} from '../../project/judgement/rules.ts'

/** By how much the clock of a device may be off, in milliseconds: one that is set to another time zone is off by hours. */
const CLOCK = 24 * 60 * 60 * 1000

type MayFinish = NonNullable<Writer['mayFinish']>

/** What may be said to be finished in a round: an article that its annotator was ever given there, while the round ran. `until`: now, or when it was opened. */
export function finishingIn(round: Round | undefined, wasGiven: (article: ArticleId) => boolean, until: number): MayFinish {
  return ({article, at}) => {
    const isHers = round?.worklists === true ? wasGiven(article) : round !== undefined && (round.articles?.includes(article) ?? true)
    if (round === undefined || !isHers) return 'unasked'
    return at < round.startedAt - CLOCK || at > until + CLOCK ? 'clock' : undefined
  }
}
