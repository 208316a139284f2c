import {comparedWork, workBehind} from '../agreement/compared-work.ts'
import {checkedProject} from '../checks/checked-project.ts'
import {writtenExport} from '../exports/written-export.ts'
import {datasetParts} from '../imports/dataset-parts.ts'
import {readArticles} from '../imports/read-articles.ts'
import type {Computation, TaskKind} from './task.ts'

/** How each task is worked out. */
export const COMPUTATIONS: {readonly [K in TaskKind]: Computation<K>} = {
  export: writtenExport,
  check: checkedProject,
  import: datasetParts,
  articles: readArticles,
  agreement: comparedWork,
  disagreements: workBehind,
}
