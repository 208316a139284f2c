import {message} from '../../core/language/message.ts'
import {ok, refused} from '../../core/result.ts'
import type {Result} from '../../core/result.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {documentName} from '../../project/document-address.ts'
import {documentFrom} from '../../project/document-from.ts'
import {project} from '../../project/project.ts'
import type {HostApi, Session} from '../../ipc/host-api.ts'
import type {ProjectsApi} from '../../ipc/projects-api.ts'
import {openProjectFolder} from '../../storage/project-folder.ts'
import {namedProjects, newProjectPath, projectNamed} from '../../storage/named-projects.ts'

/** What a host does with the projects of the person at its computer. */
export interface ProjectsHost {
  /** Where they lie. */
  readonly folder: string
  isOpen(path: string): boolean
  /** The address where it goes on; `null` for a window of its own. */
  open(path: string): Promise<Result<string | null>>
  make(path: string): Promise<Result<string | null>>
}

const NOT_YOURS = refused(message('Only the person at the computer where Claimlight runs opens and makes other projects.'))

/** For whoever comes from elsewhere, whatever she may do in this project: not even names are told. */
export const NO_PROJECTS: ProjectsApi = {
  listProjects: async () => NOT_YOURS,
  goToProject: async () => NOT_YOURS,
  makeProject: async () => NOT_YOURS,
  schemaOfProject: async () => NOT_YOURS,
}

/** What the windows of the person at this computer ask of her other projects. `here`: the folder of the one they show. */
export function withOwnProjects<Api extends HostApi>(api: Api, host: ProjectsHost, here: string): Api {
  const {folder} = host
  const withProjects = async (asked: Promise<Result<Session>>): Promise<Result<Session>> => {
    const session = await asked
    return session.ok ? ok({...session.value, hasProjects: true}) : session
  }
  return {
    ...api,
    session: () => withProjects(api.session()),
    renamePerson: name => withProjects(api.renamePerson(name)),
    keepName: () => withProjects(api.keepName()),
    listProjects: async () => {
      const found = await namedProjects(folder)
      return ok({folder, projects: found.map(({name, path, used}) => ({name, used, isOpen: host.isOpen(path), isHere: path === here}))})
    },
    goToProject: async name => {
      const path = await projectNamed(folder, name)
      return path.ok ? host.open(path.value) : path
    },
    makeProject: async name => {
      const path = await newProjectPath(folder, name)
      return path.ok ? host.make(path.value) : path
    },
    schemaOfProject: async name => {
      const path = await projectNamed(folder, name)
      return path.ok ? schemaIn(path.value) : path
    },
  }
}

/** Read beside whoever has the project open. */
async function schemaIn(path: string): Promise<Result<Schema>> {
  const opened = await openProjectFolder(path, {mode: 'read'})
  if (!opened.ok) return opened
  const {store, projectId, close} = opened.value
  try {
    const found = project(documentFrom(await store.load(documentName(projectId, {kind: 'project'}))))
    const problem = found.schemaProblem()
    return problem === undefined ? ok(found.schema()) : refused(message('The schema of that project cannot be read: {problem}', {problem}))
  } finally {
    await close()
  }
}
