import {parseArgs} from 'node:util'
import {sentenceOf} from '../hub/sentence-of.ts'
import {message} from '../core/language/message.ts'
import {leftOutSentence} from '../core/dataset/left-out.ts'
import {exportDataset} from '../hub/requests/export-dataset.ts'
import {namedFile} from '../storage/named-file.ts'
import {writeFileWhole} from '../storage/write-file.ts'
import {readProject} from './read-project.ts'
import type {ExitCode, Terminal} from './terminal.ts'

export async function exportProject(args: readonly string[], {write, complain, fail, bar}: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {format: {type: 'string', default: 'json'}, offsets: {type: 'string', default: 'codepoint'}, out: {type: 'string'}, postgres: {type: 'string'}},
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'export'}))
  if (values.format !== 'json') return fail(2, message('There is no format "{format}". Use --format json.', {format: values.format}))
  const unit = values.offsets
  if (unit !== 'codepoint' && unit !== 'utf16') return fail(2, message('Offsets are counted in codepoint or utf16, not "{unit}".', {unit}))
  const out = values.out === undefined ? undefined : await namedFile(values.out)
  if (out?.ok === false) return fail(2, out.error)
  const opened = await readProject(path, values.postgres)
  if (!opened.ok) return fail(3, opened.error)
  const view = opened.value
  const drawn = bar()
  try {
    const made = await exportDataset(view, unit, {onPart: part => drawn?.part(part)})
    drawn?.clear()
    if (!made.ok) return fail(1, made.error)
    const {notes, leftOut, pieces} = made.value
    if (out === undefined) await write(pieces())
    else await writeFileWhole(out.value, pieces())
    for (const note of notes) complain(note)
    if (leftOut !== undefined) complain(leftOutSentence(leftOut, view.person.id))
    return notes.length === 0 ? 0 : 1
  } catch (error) {
    drawn?.clear()
    return fail(1, sentenceOf(error))
  } finally {
    await view.folder.close()
  }
}
