import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {AgreementApi} from '../../ipc/agreement-api.ts'
import type {DatasetApi, DatasetFileApi} from '../../ipc/dataset-api.ts'
import type {FolderApi} from '../../ipc/folder-api.ts'
import type {HistoryApi} from '../../ipc/history-api.ts'
import type {HostApi, Session} from '../../ipc/host-api.ts'
import type {RegistryApi} from '../../ipc/registry-api.ts'
import type {FinishApi, RoundApi} from '../../ipc/round-api.ts'
import type {SchemaApi} from '../../ipc/schema-api.ts'
import type {ShareApi} from '../../ipc/share-api.ts'
import type {TaskWatch} from '../../ipc/task-watch.ts'
import {codebookFile} from '../codebook-file.ts'
import {importFiles} from './import-articles.ts'
import {exportDataset} from './export-dataset.ts'
import {datasetFile} from './dataset-file.ts'
import {datasetRequests} from './dataset-requests.ts'
import {checkProject} from './check-project.ts'
import {olderAnnotations} from './older-annotations.ts'
import {shownProject} from '../../project/shown-project.ts'
import {offerAs} from '../../storage/texts/decode-text.ts'
import {changesWhile} from '../documents/local-changes.ts'
import {NO_PROJECTS} from './own-projects.ts'
import type {RequestContext} from './request-context.ts'
import {searchArticles} from './search-articles.ts'
import {sameWords} from './same-words.ts'
import {summaries} from './summaries.ts'
import {takeSchema, weighSchema} from './take-schema.ts'

/** Everything a window may ask, answered for one person. */
export function hostRequests(
  context: RequestContext,
): Omit<HostApi, keyof AgreementApi | keyof FolderApi | keyof HistoryApi | keyof RegistryApi | keyof RoundApi | keyof FinishApi | keyof ShareApi> &
  DatasetApi &
  DatasetFileApi &
  SchemaApi {
  const {folder, project, people, person, may} = context
  const shown = shownProject(project, context.rounds, () => person.id)
  const entered = people.enter(person)

  const session = (): Session => ({
    ...context.session,
    projectId: folder.projectId,
    projectName: project.name(),
    ...(person.role === 'admin' ? {projectPath: folder.path} : {}),
    person: people.current(person),
  })
  const mayManage = (): Result<null> =>
    may(person, {kind: 'project'}) === 'write' ? ok(null) : refused(message('Only a curator or an admin of this project may do that.'))
  const stillManages = (): boolean => context.lasts?.() !== false && mayManage().ok
  /** What takes long is written only while she may still do it. */
  const managed = {...context, changes: changesWhile(context.changes, stillManages)}

  return {
    ...NO_PROJECTS,
    session: async () => {
      await entered
      return ok(session())
    },
    renamePerson: async name => {
      const renamed = await people.rename(person, name, context.lasts)
      return renamed.ok ? ok(session()) : renamed
    },
    keepName: async () => ok(session()),
    articleText: async id => {
      if (project.articles.get(id) === undefined) return refused(message('This article is not in the project.'))
      return folder.texts.get(id)
    },
    importFiles: async (files, encoding, watch) => {
      const allowed = mayManage()
      return allowed.ok ? importFiles({...managed, shownTitle: id => shown.articles.get(id)?.title}, files, encoding, watch) : allowed
    },
    readAs: async (file, encoding) => {
      const allowed = mayManage()
      return allowed.ok ? offerAs(file.bytes, encoding) : allowed
    },
    ...datasetRequests(managed, mayManage),
    ...datasetFile(managed, mayManage),
    takeSchema: async (schema, mappings = [], taking = {}) => {
      const allowed = mayManage()
      if (!allowed.ok) return allowed
      return context.elsewhere === undefined
        ? takeSchema(context, {value: schema, mappings, taking}, stillManages)
        : context.elsewhere.takeSchema(schema, mappings, taking)
    },
    weighSchema: async (schema, mappings = []) => {
      const allowed = mayManage()
      if (!allowed.ok) return allowed
      return context.elsewhere === undefined ? weighSchema(context, schema, mappings) : context.elsewhere.weighSchema(schema, mappings)
    },
    olderAnnotations: async wanted => ok(await olderAnnotations(context, wanted)),
    codebook: (of, format, languages) => codebookFile({project, projectId: folder.projectId}, of, format, languages),
    schemaPresets: context.presets,
    ...context.running.of(person.id),
    exportDataset: (unit, watch) => exportDataset(context, unit, watch),
    summaries: async articles => ok(await summaries(context, articles)),
    searchArticles: async query => ok(await searchArticles({folder, project, shown}, query)),
    sameWords: async (sought, after) => sameWords(context, sought, after),
    checkProject: async (watch?: TaskWatch) => {
      // It reads everything that is on the disk, so not everybody who visits may start it.
      const allowed = person.role === 'admin' ? ok(null) : mayManage()
      return allowed.ok ? checkProject(context, watch) : allowed
    },
  }
}
