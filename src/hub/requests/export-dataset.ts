import type {OffsetUnit} from '../../core/dataset/dataset-document.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {MadeDataset} from '../../ipc/dataset-api.ts'
import type {Watch} from '../../core/watch.ts'
import {documentTitle} from '../../storage/document-state.ts'
import {unpacked} from '../../storage/packed-text.ts'
import type {Exporting} from '../exports/judged-export.ts'
import {judgedExport} from '../exports/judged-export.ts'
import type {Tasks} from '../tasks/task.ts'
import {made, taskSentence} from '../tasks/task.ts'
import {tasksHere} from '../tasks/tasks-here.ts'
import {fileNameFor} from './file-name.ts'

const CHANGED = 'What you may read has changed while the file was made. Export it again.'

/** The project as a dataset, with what this person may read. */
export async function exportDataset(
  context: Exporting & {readonly tasks?: Tasks | undefined},
  unit: OffsetUnit,
  watch: Watch = {},
): Promise<Result<MadeDataset>> {
  const {folder, project, may, person} = context
  const problem = project.schemaProblem()
  if (problem !== undefined)
    return refused(`The schema of this project cannot be read: ${problem} Take another schema in the settings, or update Claimlight; then export.`)
  const isCancelled = (): boolean => watch.signal?.aborted === true
  if (isCancelled()) return refused(taskSentence.cancelled('export'))
  const {plan, mayStill} = await judgedExport(context, unit)
  const written = await made((context.tasks ?? tasksHere(folder)).run('export', plan, watch))
  if (!written.ok) return written
  if (isCancelled()) return refused(taskSentence.cancelled('export'))
  if (!mayStill()) return refused(CHANGED)
  const {size, packed} = written.value
  const {leftOut} = plan
  return ok({
    name: fileNameFor(plan.name),
    notes: folder.store
      .damaged()
      .filter(({address}) => may(person, address) !== 'none')
      .map(({address}) => `Part of ${documentTitle(address)} is damaged and is not in the file. Check the project to see what.`),
    ...(leftOut === undefined ? {} : {leftOut}),
    size,
    held: packed.reduce((sum, piece) => sum + piece.byteLength, 0),
    pieces: () => whileReadable(packed, mayStill),
  })
}

async function* whileReadable(packed: readonly Uint8Array[], mayStill: () => boolean): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of unpacked(packed)) {
    if (!mayStill()) throw new Error(CHANGED)
    yield piece
  }
}
