import type {Message} from '../../core/language/message.ts'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
/**
 * What a colleague's device, or a program that takes itself for one, may lay into a folder. What Claimlight writes stays far below:
 * a segment holds 4 MB before packing, or one document, and a snapshot not much more than 16 MB.
 */

/** A segment as a file. Bytes. */
export const LARGEST_FILE = 64 << 20
/** A segment unpacked: what reading one holds in memory. Bytes. */
export const LARGEST_UNPACKED = 128 << 20
/** Names, addresses and keys of what is in a segment, as JSON, which takes several times as much when parsed. Bytes. */
export const LARGEST_HEAD = 16 << 20
/** One document or text; half a file, as sealed ones do not become smaller. Bytes. */
export const LARGEST_ENTRY = 48 << 20
/** A mailed file, of many segments. Bytes. */
export const LARGEST_EXCHANGE = 4 * 2 ** 30
/** Segments in a mailed file. */
export const MOST_FRAMES = 100_000
/** Files in the folder of one device; tidying keeps them below a thousand. */
export const MOST_IN_FOLDER = 20_000
/** Devices in a folder, those that are long gone too. */
export const MOST_FOLDERS = 1000

/** Bytes of a document or text, and how to name it in a sentence. */
export const tooLargeEntry = (what: Sentence): Message =>
  message('{what} is larger than {most, number} MB, which no folder and no file carries. Exchange this project over a hub.', {
    what,
    most: LARGEST_ENTRY / 2 ** 20,
  })
