import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import type {FileSource} from './file-source.ts'
import {openFileSource} from './file-source.ts'

/** Bytes. A larger file is no dataset of a project that anybody could open. */
const LARGEST = 64 * 1024 ** 3

/** A JSON file that somebody gave, which is read as it is needed. */
export const openJsonFile = (path: string): Promise<Result<FileSource>> =>
  openFileSource(path, {
    most: LARGEST,
    tooLarge: size =>
      message('It is {size, number} GB large; a file of up to {most, number} GB can be read. Export fewer articles at a time.', {
        size: Math.ceil(size / 1024 ** 3),
        most: LARGEST / 1024 ** 3,
      }),
  })
