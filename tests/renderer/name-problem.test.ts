import {expect, test} from 'vitest'
import {catalogueOf} from '../../src/core/language/catalogues.ts'
import {languageIn} from '../../src/core/language/language.ts'
import {nameProblem} from '../../src/core/person/name.ts'
import {projectNameProblem} from '../../src/core/project-name.ts'

test.each(['de', 'es', 'fr', 'ar'] as const)('why a text is no name is told in the language of the window, here %s', async code => {
  const {tell} = languageIn(code, await catalogueOf(code))
  const problems = [nameProblem(''), nameProblem('\u2066'), nameProblem('x'.repeat(81)), projectNameProblem('a/b'), projectNameProblem('NUL')]
  for (const problem of problems) expect(problem && tell(problem)).not.toBe(problem?.toString())
})
