import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {openProjectFolder, storePath} from '../../storage/project-folder.ts'
import {ACCESS} from './common-access.ts'
import {copyProject} from './copy-project.ts'

/**
 * Opens a project in PostgreSQL. With `copy`, one that is not there yet is copied from its folder, which is held meanwhile and
 * left as it was; the folders of further hubs need nothing but the manifest.
 */
export async function openCommonProject(path: string, url: string, {copy}: {readonly copy: boolean}): Promise<Result<ProjectFolder>> {
  // Read only where a database is used: every start without one is a tenth of a second shorter.
  const {openPostgresProject} = await import('../../storage/postgres/postgres-project.ts')
  return openPostgresProject(path, url, async into => {
    if (!copy)
      return refused(message('The database does not hold this project yet. Serve it once with claimlight serve PROJECT --postgres URL: that copies it there.'))
    if (!existsSync(storePath(path)))
      return refused(
        message(
          'The database does not hold this project yet, and {path} has no working store to copy it from. Start the first hub with the whole project folder, then this one.',
          {path},
        ),
      )
    const folder = await openProjectFolder(path, {mode: 'write'})
    if (!folder.ok) return folder
    const copied = await copyProject(folder.value.projectId, folder.value, into)
    const access = copied.ok ? await readFile(join(folder.value.path, ACCESS), 'utf8').catch(() => undefined) : undefined
    if (access !== undefined) await into.files.change(ACCESS, there => ({value: null, ...(there === undefined ? {content: access} : {})}))
    await folder.value.close()
    return copied
  })
}
