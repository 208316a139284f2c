import type {Sentence} from '../../core/language/message.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import type {CommonFiles} from './common.ts'
import type {Connection, Query} from './connection.ts'
import {databaseSentence} from './database-problem.ts'

export function postgresFiles(db: Connection, project: string): CommonFiles {
  const read = async (query: Query, name: string): ReturnType<CommonFiles['read']> => {
    const [row] = await query('select version, content from claimlight.common_file where project = $1 and name = $2', [project, name])
    return row === undefined ? undefined : {version: Number(row.version), content: String(row.content)}
  }
  const failing =
    (failed: Sentence) =>
    (error: unknown): never => {
      throw new SentenceError(databaseSentence(failed, error), {cause: error})
    }
  return {
    read: name => read(db.query, name).catch(failing(message('{name} could not be read', {name}))),
    change: (name, make) =>
      db
        .tx(async query => {
          // Whoever comes second waits here, and then reads what the first has written.
          await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`claimlight ${project} ${name}`])
          const before = await read(query, name)
          const {value, content} = make(before?.content)
          if (content === undefined) return value
          await query(
            `insert into claimlight.common_file (project, name, version, content) values ($1, $2, 1, $3)
             on conflict (project, name) do update set version = common_file.version + 1, content = excluded.content`,
            [project, name, content],
          )
          return value
        })
        .catch(failing(message('{name} could not be changed', {name}))),
  }
}
