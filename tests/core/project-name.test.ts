import {expect, test} from 'vitest'
import {projectNameProblem} from '../../src/core/project-name.ts'

test('[SEC24] names of projects are in any script, and what is no name of a folder on some system is refused with a sentence', () => {
  for (const name of ['Ceasefire', 'הפסקת אש 2025', 'وقف إطلاق النار', '停火 👩‍👩‍👧', 'E\u0301lection – étape 1.2', 'می‌خواهم'])
    expect([name, projectNameProblem(name)]).toEqual([name, undefined])
  for (const [name, why] of [
    ['', /^Write a name/],
    ['\u2066', /Nothing of this name/],
    ['ice\u202Etxt.exe', /cannot be seen/],
    ['Sea\u200Bice', /cannot be seen/],
    ['a\u0000b', /cannot be seen/],
    ['../secrets', /name of a folder/],
    ['a/b', /name of a folder/],
    ['C:\\ice', /name of a folder/],
    ['..', /full stop/],
    ['.hidden', /full stop/],
    ['Ice.', /full stop/],
    ['NUL', /keep this name/],
    ['com1.2025', /keep this name/],
    ['x'.repeat(81), /too long/],
  ] as const)
    expect([name, projectNameProblem(name)?.toString()]).toEqual([name, expect.stringMatching(why)])
})
