import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'

/** A folder with a space and letters beyond ASCII in its name, gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'claimlight é 文 '))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  return folder
}
