import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {FolderStatus} from '../../ipc/folder-api.ts'
import type {ExchangeStatus} from '../../storage/exchange-folder/folder-sync.ts'
import type {FolderSettings} from './folder-settings.ts'

/** Sentences about single files that are told at most. */
const MOST_PROBLEMS = 10

/** What a person is told of how the exchange stands. */
export function statusOf(given: {
  settings: FolderSettings | undefined
  sync: ExchangeStatus | undefined
  /** Why the folder is not open. */
  problem: Sentence | undefined
  passphraseNeeded: boolean
  /** Why the passphrase is not remembered though it should be. */
  unkept: Sentence | undefined
}): FolderStatus {
  const {settings, sync, passphraseNeeded} = given
  if (settings === undefined) return {state: 'none'}
  const {path} = settings
  const notes = given.unkept === undefined ? [] : [message('{unkept} It has to be typed again at the next start.', {unkept: given.unkept})]
  const problem = given.problem ?? sync?.problem
  if (problem !== undefined) return {state: 'problem', path, why: problem, passphraseNeeded, notes}
  const arrived = sync?.lastPoll
  if (sync === undefined || arrived === undefined) return {state: 'waiting', path, why: message('Looking into the folder.'), passphraseNeeded, notes}
  const all = [...notes, ...notesOf(arrived)]
  if (!sync.shared) return {state: 'waiting', path, why: message('Your last changes are being written to the folder.'), passphraseNeeded, notes: all}
  if (arrived.unfinished > 0)
    return {
      state: 'waiting',
      path,
      why: message(
        '{files, plural, one {One file is in the folder still being copied; what it holds arrives when it is whole.} other {# files are in the folder still being copied; what they hold arrives when they are whole.}}',
        {files: arrived.unfinished},
      ),
      passphraseNeeded,
      notes: all,
    }
  return {state: 'ok', path, passphraseNeeded, notes: all}
}

function notesOf({sealed, held, problems}: NonNullable<ExchangeStatus['lastPoll']>): Sentence[] {
  const more = problems.length - MOST_PROBLEMS
  return [
    ...(sealed === 0 ? [] : [message('Some work is sealed until the round is opened.')]),
    ...(held === 0
      ? []
      : [
          message(
            '{files, plural, one {One file is held back: who wrote it may not change that part of the project, or it holds work in a round by somebody, or on an article, that is not in the round. It stays in the folder, and is merged once a role or the round allows it.} other {# files are held back: who wrote them may not change that part of the project, or they hold work in a round by somebody, or on an article, that is not in the round. They stay in the folder, and are merged once a role or the round allows it.}}',
            {files: held},
          ),
        ]),
    ...problems.slice(0, MOST_PROBLEMS),
    ...(more > 0 ? [message('{more, plural, one {There is one more of these.} other {There are # more of these.}}', {more})] : []),
  ]
}
