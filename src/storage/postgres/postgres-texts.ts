import type {Sentence} from '../../core/language/message.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {articleId} from '../../core/article/article.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {ArticleTexts} from '../texts/article-texts.ts'
import type {Connection} from './connection.ts'
import {databaseSentence} from './database-problem.ts'

/** The texts of a project as rows by hash, for hubs that have no disk in common. */
export function postgresTexts(db: Connection, project: string): ArticleTexts {
  const get = async (id: ArticleId): Promise<Result<string>> => {
    try {
      const [row] = await db.query('select text from claimlight.article where project = $1 and id = $2', [project, id])
      if (!(row?.text instanceof Uint8Array))
        return refused(
          message('The text of article {article} is missing. Its annotations are safe. Import the original file again: it is recognised and put back.', {
            article: id.slice(0, 12),
          }),
        )
      const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(row.text)
      if (articleId(text) === id) return ok(text)
      return refused(
        message(
          'The text of article {article} was altered in the database, so annotations would stand on the wrong words. Import the original file again: it is recognised and put back.',
          {article: id.slice(0, 12)},
        ),
      )
    } catch (error) {
      return refused(databaseSentence(message('The text could not be read'), error))
    }
  }
  const writing = async (failed: Sentence, sql: string, values: readonly unknown[]): Promise<void> => {
    try {
      await db.query(sql, values)
    } catch (error) {
      throw new SentenceError(databaseSentence(failed, error), {cause: error})
    }
  }
  return {
    put: async (text, sidecar, isWanted) => {
      const id = articleId(text)
      if ((await isWanted) === false) return id
      await writing(
        message('The text could not be saved'),
        `insert into claimlight.article (project, id, text, sidecar) values ($1, $2, $3, $4)
         on conflict (project, id) do update set text = excluded.text, sidecar = excluded.sidecar`,
        [project, id, Buffer.from(text, 'utf8'), JSON.stringify(sidecar)],
      )
      return id
    },
    get,
    list: async () => {
      try {
        const rows = await db.query('select id from claimlight.article where project = $1 order by id collate "C"', [project])
        return rows.map(({id}) => String(id))
      } catch (error) {
        throw new SentenceError(databaseSentence(message('The texts could not be listed'), error), {cause: error})
      }
    },
    writeSidecar: (id, metadata) =>
      writing(message('The details of an article could not be saved'), 'update claimlight.article set sidecar = $3 where project = $1 and id = $2', [
        project,
        id,
        JSON.stringify(metadata),
      ]),
    sweep: async () => undefined,
  }
}
