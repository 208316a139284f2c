import {documentName} from '../../src/project/document-address.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {openDatabase} from '../../src/storage/libsql/database.ts'
import {recordSum} from '../../src/storage/document-state.ts'
import {storePath} from '../../src/storage/project-folder.ts'

/** Writes records to the log of a closed project as a hub did that looked at nothing. */
export function poisonLog(project: string, projectId: string, address: DocumentAddress, updates: readonly Uint8Array[]): void {
  const db = openDatabase(storePath(project), 'rw')
  const name = documentName(projectId, address)
  const text = JSON.stringify(address)
  db.run('insert into document (name, address) values (?, ?) on conflict (name) do nothing', name, text)
  for (const update of updates) db.run('insert into record (name, address, bytes, sum) values (?, ?, ?, ?)', name, text, update, recordSum(name, update))
  db.close()
}
