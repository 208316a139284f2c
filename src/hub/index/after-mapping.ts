import type {Project} from '../../project/project.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import type {MentionIndex} from './mention-index.ts'
import type {SetIndexer} from './set-indexer.ts'

/** When the schema reads earlier words as others, the rows of all sets are made again. */
export function afterMapping(
  project: Pick<Project, 'schema' | 'observe'>,
  {store, indexer, pointers}: {readonly store: Pick<DocumentLog, 'documents'>; readonly indexer: SetIndexer; readonly pointers: MentionIndex},
): void {
  const mappings = (): string => JSON.stringify(project.schema().mappings ?? [])
  let known = mappings()
  let knownSchema = project.schema()
  project.observe(() => {
    if (project.schema() === knownSchema) return
    knownSchema = project.schema()
    const now = mappings()
    if (now === known) return
    known = now
    pointers.forget()
    store.documents().then(
      documents => {
        for (const {name, address} of documents) if (address.kind === 'set') indexer.changed(name, address)
      },
      error => console.error('The counts could not be made again after a change of the schema:', error),
    )
  })
}
