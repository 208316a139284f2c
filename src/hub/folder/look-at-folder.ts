import {plainName} from '../../core/person/name.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {FolderOffer} from '../../ipc/folder-api.ts'
import {project} from '../../project/project.ts'
import {lookIntoFolder} from '../../storage/exchange-folder/look-at-folder.ts'
import {joinExchangeFolder} from '../../storage/exchange-folder/exchange-folder.ts'
import {sentenceOf} from '../sentence-of.ts'
import {placeOf} from './folder-place.ts'

/** People who are named; a folder that somebody filled may name any number. */
const MOST = 50

/** What one would join in a folder: read with the passphrase, while nothing is written there or here. `own`: the project that wants to join. */
export async function lookAtFolder(path: string, passphrase: string, own: {readonly path: string; readonly projectId: string}): Promise<Result<FolderOffer>> {
  const place = await placeOf(path, own.path)
  if (!place.ok) return place
  const share = await joinExchangeFolder(place.value, {passphrase})
  if (!share.ok) return share
  try {
    const {project: doc, persons} = await lookIntoFolder(share.value)
    const {name, people, displayName, keys} = project(doc)
    const found = [...persons].sort().slice(0, MOST)
    const offer = {
      projectName: plainName(name()),
      isThis: share.value.projectId === own.projectId,
      people: found.map(id => ({
        name: people.get(id) === undefined ? '' : (displayName(id) ?? ''),
        keys: keys.all().flatMap(key => (key.person === id ? [key.id] : [])),
      })),
    }
    doc.destroy()
    return ok(offer)
  } catch (error) {
    return refused(sentenceOf(error))
  }
}
