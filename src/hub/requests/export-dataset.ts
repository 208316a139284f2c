import type {Message} from '../../core/language/message.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
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

const CHANGED = message('What you may read has changed while the file was made. Export it again.')

/** The project as a dataset, with what this person may read. */
export async function exportDataset(
  context: Exporting & {readonly tasks?: Tasks | undefined},
  unit: OffsetUnit,
  watch: Watch = {},
): Promise<Result<MadeDataset>> {
  const {folder, project, may, person} = context
  const problem = project.schemaProblem()
  if (problem !== undefined)
    return refused(
      message('The schema of this project cannot be read: {problem} Take another schema in the settings, or update Claimlight; then export.', {problem}),
    )
  const isCancelled = (): boolean => watch.signal?.aborted === true
  if (isCancelled()) return refused(taskSentence.cancelled('export'))
  const {plan, mayStill} = await judgedExport(context, unit)
  const written = await made((context.tasks ?? tasksHere(folder)).run('export', plan, watch))
  if (!written.ok) return written
  if (isCancelled()) return refused(taskSentence.cancelled('export'))
  if (!mayStill()) return refused(CHANGED)
  const {aside, size, packed} = written.value
  const {leftOut} = plan
  return ok({
    name: fileNameFor(plan.name),
    notes: [
      ...(aside === 0 ? [] : [asideNote(aside)]),
      ...folder.store
        .damaged()
        .filter(({address}) => may(person, address) !== 'none')
        .map(({address}) =>
          message('Part of {document} is damaged and is not in the file. Check the project to see what.', {document: documentTitle(address)}),
        ),
    ],
    ...(leftOut === undefined ? {} : {leftOut}),
    size,
    held: packed.reduce((sum, piece) => sum + piece.byteLength, 0),
    pieces: () => whileReadable(packed, mayStill),
  })
}

const asideNote = (many: number): Message =>
  message(
    '{annotations, plural, one {# annotation is} other {# annotations are}} not in the file: in a layer or a label that the schema does not have, under a version of it that is still to come, at words that the article does not have, or without the words or the ends that it was about. Another program wrote that. It stays in the project; check the project to see which.',
    {annotations: many},
  )

async function* whileReadable(packed: readonly Uint8Array[], mayStill: () => boolean): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of unpacked(packed)) {
    if (!mayStill()) throw new SentenceError(CHANGED)
    yield piece
  }
}
