import {nameProblem} from '../../core/person/name.ts'
import {tell} from '../ui/say.ts'

/** Why a text is no name, in the language of the window; `undefined` when it is one. */
export function toldNameProblem(text: string): string | undefined {
  const problem = nameProblem(text)
  return problem === undefined ? undefined : tell(problem)
}
