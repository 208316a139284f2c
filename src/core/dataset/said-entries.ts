import {message} from '../language/message.ts'
import {SentenceError} from '../language/sentence-error.ts'
import type {JsonFile} from '../json/json-file.ts'
import {batchEnd, readElements} from '../json/json-values.ts'
import type {AnnotationEntry, DatasetDocument, RemovedEntry} from './dataset-document.ts'
import type {ListName, Said} from './dataset-lists.ts'
import type {SetGroups, SetPlace} from './set-groups.ts'

type ReadMarkEntry = DatasetDocument['readMarks'][number]

/** An element of a list, and its number there. */
export type Numbered<T> = {readonly at: number; readonly entry: T}

/** What is said of one article by one owner, as the file has it. */
export type SaidEntries = {
  readonly annotations: readonly Numbered<AnnotationEntry>[]
  readonly removedAnnotations: readonly Numbered<RemovedEntry>[]
  readonly readMarks: readonly Numbered<ReadMarkEntry>[]
}

/** Reads a set, wherever in the file its parts stand. They were read before, so their shape is known. Yields the bytes read since. */
export function* readSet(file: JsonFile, groups: SetGroups, place: SetPlace): Generator<number, SaidEntries, undefined> {
  return {
    annotations: yield* readSaid<AnnotationEntry>(file, 'annotations', groups.elements('annotations', place)),
    removedAnnotations: yield* readSaid<RemovedEntry>(file, 'removedAnnotations', groups.elements('removedAnnotations', place)),
    readMarks: yield* readSaid<ReadMarkEntry>(file, 'readMarks', groups.elements('readMarks', place)),
  }
}

function* readSaid<T>(file: JsonFile, name: Said, elements: Uint32Array): Generator<number, readonly Numbered<T>[], undefined> {
  const list = file.fields.get(name)?.list
  const found: Numbered<T>[] = []
  for (let first = 0; list !== undefined && first < elements.length; ) {
    const from = elements[first] as number
    let run = first + 1
    while (run < elements.length && elements[run] === from + run - first) run++
    const to = batchEnd(list, from, from + run - first)
    for (const [at, entry] of readAgain(file, name, from, to).entries()) found.push({at: from + at, entry: entry as T})
    yield list.to.at(to - 1) - list.from.at(from)
    first += to - from
  }
  return found
}

/** Elements that were found right before. */
export function readAgain(file: JsonFile, name: ListName, from: number, to: number): readonly unknown[] {
  const list = file.fields.get(name)?.list
  const read = list === undefined ? undefined : readElements(file, name, list, from, to)
  if (!read?.ok) throw new SentenceError(CHANGED)
  return read.value
}

const CHANGED = message('It changed while it was read. Try again when the program that writes it is done.')
