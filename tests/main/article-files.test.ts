import {mkdir, symlink, truncate, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {MAX_ARTICLE_BYTES} from '../../src/core/article/article.ts'
import {readArticleFiles} from '../../src/main/article-files.ts'
import {temporaryFolder} from '../storage/temporary.ts'

const names = async (paths: readonly string[]): Promise<readonly string[]> => {
  const files = await readArticleFiles(paths)
  if (!files.ok) throw new Error(`${files.error}`)
  return files.value.map(({name}) => name)
}

test('a folder gives its texts in the order of their names, folders in it included, hidden and other files not', async () => {
  const home = await temporaryFolder()
  await mkdir(join(home, 'b', '.git'), {recursive: true})
  for (const path of ['c.txt', 'a.MD', join('b', 'ヱ.txt'), join('b', '.git', 'no.txt'), '.hidden.txt', 'picture.png']) await writeFile(join(home, path), path)
  await symlink(home, join(home, 'b', 'loop'))
  expect(await names([home])).toEqual(['a.MD', 'ヱ.txt', 'c.txt'])
})

test('a file that was picked itself is read whatever it is, and refused by name when it is too large', async () => {
  const home = await temporaryFolder()
  await writeFile(join(home, 'huge.bin'), '')
  await truncate(join(home, 'huge.bin'), 40 * MAX_ARTICLE_BYTES)
  const files = await readArticleFiles([join(home, 'huge.bin')])
  expect(inEnglish(files.ok && files.value)).toEqual([{name: 'huge.bin', refused: expect.stringContaining('200 MB')}])
})

test('a file that is gone is a sentence', async () => {
  expect(inEnglish(await readArticleFiles([join(tmpdir(), 'nowhere', 'x.txt')]))).toEqual({ok: false, error: expect.stringContaining('could not be read')})
})
