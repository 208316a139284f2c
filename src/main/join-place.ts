import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {projectFileName} from '../hub/project-file-name.ts'
import type {JoinPlace} from '../hub/upstream/look-at-invitation.ts'
import type {Remembered} from './remembered.ts'

/** A joined project is made among the others; it is looked for there and among those opened lately. */
export async function joinPlace(folder: string, remembered: Remembered): Promise<JoinPlace> {
  const inside = await readdir(folder).catch(() => [])
  return {
    folderFor: name => join(folder, projectFileName(name)),
    known: [...remembered.recent().map(({path}) => path), ...inside.map(name => join(folder, name))],
  }
}
