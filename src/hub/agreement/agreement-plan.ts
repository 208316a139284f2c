import type {AgreementWish} from '../../core/agreement/agreement-wish.ts'
import type {ArticleEntry} from '../../core/article/article.ts'
import type {Round} from '../../core/round/round.ts'
import type {ExportPlan} from '../exports/export-plan.ts'

/** What is compared, as it was judged for one person: plain values, which a thread can be handed. It reads the sets that are named here and no others. */
export type AgreementPlan = Pick<ExportPlan, 'schema' | 'kinds' | 'topics' | 'roots' | 'people' | 'registries' | 'sets' | 'worklists'> & {
  /** Those of which every annotator’s work may be read. */
  readonly articles: readonly Pick<ArticleEntry, 'id' | 'title'>[]
  /** The rounds that are compared. */
  readonly rounds: readonly Round[]
  readonly wish: AgreementWish
}
