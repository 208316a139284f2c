import {toldNameProblem} from '../state/name-problem.ts'

/** What is wrong with a name while it is typed: an empty field says so by itself. */
export const shownProblem = (name: string): string | undefined => (name === '' ? undefined : toldNameProblem(name))
