import type {ArticleId} from '../../core/article.ts'
import type {Result} from '../../core/result.ts'
import type {ExportPlan, WrittenExport} from './export-plan.ts'

/** What a thread is made for. `folder`: of the project. */
export type Asked = {readonly folder: string; readonly plan: ExportPlan}

/** What a thread tells its hub: how much is done, a text that is not in the folder, and in the end what it has made. The text is told back with its id. */
export type Told = {readonly part: number} | {readonly text: ArticleId} | {readonly result: Result<WrittenExport>}
