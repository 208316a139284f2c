import * as z from 'zod'
import type {Result} from '../core/result.ts'
import type {Schema} from '../core/schema/schema.ts'

/** A project of the person at this computer. `used`: when it was last opened or written to, in milliseconds since 1970. `isHere`: the one of the window that asks. */
export type ListedProject = {readonly name: string; readonly used: number; readonly isOpen: boolean; readonly isHere: boolean}

/** Her projects: those in one folder of this computer. */
export type ListedProjects = {readonly folder: string; readonly projects: readonly ListedProject[]}

/** Other projects. Only for windows of the person at the computer that they are on; for everybody else there are none. */
export interface ProjectsApi {
  listProjects(): Promise<Result<ListedProjects>>
  /** Opens the project of this name: the address where it goes on, or `null` where it is in a window of its own. What is open stays open. */
  goToProject(name: string): Promise<Result<string | null>>
  /** Makes one of this name, and opens it likewise. */
  makeProject(name: string): Promise<Result<string | null>>
  /** The schema in force in the project of this name, to begin a draft with. */
  schemaOfProject(name: string): Promise<Result<Schema>>
}

/** In characters of a file's name. */
const name = z.string().min(1).max(255)

/** The arguments of each request, parsed from unknown where they arrive. */
export const PROJECTS_REQUESTS: {readonly [K in keyof ProjectsApi]: z.ZodType<Parameters<ProjectsApi[K]>>} = {
  listProjects: z.tuple([]),
  goToProject: z.tuple([name]),
  makeProject: z.tuple([name]),
  schemaOfProject: z.tuple([name]),
}
