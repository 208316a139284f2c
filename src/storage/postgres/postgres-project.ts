import {realpath} from 'node:fs/promises'
import {resolve} from 'node:path'
import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {ArticleTexts} from '../texts/article-texts.ts'
import type {ProjectFolder} from '../project-folder.ts'
import {readManifest} from '../project-folder.ts'
import type {ProjectStore} from '../project-store.ts'
import type {CommonFiles} from './common.ts'
import type {Connection} from './connection.ts'
import {connection} from './connection.ts'
import {databaseSentence} from './database-problem.ts'
import {postgresFiles} from './postgres-files.ts'
import {postgresStore} from './postgres-store.ts'
import {postgresTexts} from './postgres-texts.ts'
import {setAside} from './set-aside.ts'
import {prepareTables} from './tables.ts'

/**
 * Opens a project whose work lives in PostgreSQL. The folder says which project it is; any number of hubs may open it at
 * once. A project that the database does not hold yet is first copied into it by `fill`, which may be cut short: it is done
 * again from the start then, and taking the same work twice changes nothing.
 */
export async function openPostgresProject(
  path: string,
  url: string,
  fill: (into: {readonly store: ProjectStore; readonly texts: ArticleTexts; readonly files: CommonFiles}) => Promise<Result<null>>,
): Promise<Result<ProjectFolder>> {
  const folder = await realpath(resolve(path)).catch(() => resolve(path))
  const manifest = await readManifest(folder)
  if (!manifest.ok) return manifest
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    return refused(message('The address of the database must look like postgresql://user:password@host:5432/name.'))
  const {id} = manifest.value
  const db = connection(url)
  const prepared = await prepareTables(db)
  const filled = prepared.ok ? await filledProject(db, id, fill) : prepared
  if (!filled.ok) {
    await db.close()
    return filled
  }
  const {store, log} = postgresStore(db, id)
  return ok({
    path: folder,
    projectId: id,
    store,
    texts: postgresTexts(db, id),
    warnings: [],
    common: {log, files: postgresFiles(db, id)},
    close: async () => {
      await store.close()
      await db.close()
    },
  })
}

/** Sets aside what no document can hold in a project that the database has. A sentence says what was done. */
export async function repairPostgresProject(path: string, url: string): Promise<Result<Message>> {
  const opened = await openPostgresProject(path, url, async () => refused(message('The database does not hold this project.')))
  if (!opened.ok) return opened
  const {projectId, close} = opened.value
  const db = connection(url)
  try {
    const records = await setAside(db, projectId)
    if (records === 0) return ok(message('Nothing had to be repaired.'))
    return ok(
      message(
        '{records, plural, one {# record of the log held what no document can hold, or could not be read. What is sound of it is in the log again; as it was it is kept in the table claimlight.damaged_record.} other {# records of the log held what no document can hold, or could not be read. What is sound of them is in the log again; as they were they are kept in the table claimlight.damaged_record.}}',
        {records},
      ),
    )
  } catch (error) {
    return refused(databaseSentence(message('The project could not be repaired'), error))
  } finally {
    await db.close()
    await close()
  }
}

async function filledProject(db: Connection, id: string, fill: Parameters<typeof openPostgresProject>[2]): Promise<Result<null>> {
  try {
    const [row] = await db.query('select complete from claimlight.project where id = $1', [id])
    if (row?.complete === true) return ok(null)
    await db.query('insert into claimlight.project (id) values ($1) on conflict do nothing', [id])
    const {store} = postgresStore(db, id)
    const filled = await fill({store, texts: postgresTexts(db, id), files: postgresFiles(db, id)})
    await store.close()
    if (filled.ok) await db.query('update claimlight.project set complete = true where id = $1', [id])
    return filled
  } catch (error) {
    return refused(databaseSentence(message('The project could not be opened in the database'), error))
  }
}
