import type {Result} from '../../core/result.ts'
import type {FileSource} from './file-source.ts'
import {openFileSource} from './file-source.ts'

/** Bytes. A larger file is no dataset of a project that anybody could open. */
const LARGEST = 64 * 1024 ** 3

/** A JSON file that somebody gave, which is read as it is needed. */
export const openJsonFile = (path: string): Promise<Result<FileSource>> =>
  openFileSource(path, {
    most: LARGEST,
    tooLarge: size => `It is ${Math.ceil(size / 1024 ** 3)} GB large; a file of up to ${LARGEST / 1024 ** 3} GB can be read. Export fewer articles at a time.`,
  })
