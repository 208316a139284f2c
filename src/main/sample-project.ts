import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Result} from '../core/result.ts'
import type {HostApi} from '../ipc/host-api.ts'
import type {ProjectWindows} from './project-windows.ts'

const NAME = 'Sample.claimlight'

/**
 * Opens the sample project, made on the first start from the articles that come with the app. In the second folder when
 * nothing can be written in the first.
 */
export async function openSample(projects: ProjectWindows, given: {readonly articles: string; readonly folders: readonly string[]}): Promise<Result<null>> {
  const fill = async (host: HostApi): Promise<void> => {
    const names = (await readdir(given.articles)).filter(name => name.endsWith('.txt')).sort()
    const files = await Promise.all(names.map(async name => ({name, bytes: new Uint8Array(await readFile(join(given.articles, name)))})))
    await host.importFiles(files, null)
  }
  let answer: Result<null> | undefined
  for (const folder of given.folders) {
    const path = join(folder, NAME)
    answer = await projects.open(path)
    if (!answer.ok) answer = await projects.create(path, fill)
    if (answer.ok) return answer
  }
  return answer ?? {ok: false, error: 'There is no folder for the sample project.'}
}
