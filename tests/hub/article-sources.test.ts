import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {SnapshotArticle} from '../../src/core/dataset/project-snapshot.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {ImportFile, ImportOutcome} from '../../src/ipc/host-api.ts'
import {fileOf, parseDataset, sendAndImport} from '../support/datasets.ts'
import {inEnglish, value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, newFolder} from './hub-bench.ts'

const file = (name: string, text: string): ImportFile => ({name, bytes: Buffer.from(text)})
const COPY = 'Ice melts, says Zoë 👩‍👩‍👧.\nالجليد يذوب.\n'
const wire = (outlet: string, date: string): string =>
  `---\ntitle: Ice melts\noutlet: ${outlet}\nauthor: [Bob, Carol]\ndate: ${date}\nurl: https://example.org/${outlet}\n---\n\n${COPY}`

describe('[IM6] the same text from several outlets', () => {
  let path = ''
  let remove: () => Promise<void>
  let hub: Hub
  const taken = async (...files: ImportFile[]): Promise<readonly ImportOutcome[]> => value(await hub.requests(ALICE, 'browser').importFiles(files, null))
  const exported = async (): Promise<string> => fileOf(value(await hub.requests(ALICE, 'browser').exportDataset('codepoint')))
  const articles = async (): Promise<readonly SnapshotArticle[]> => {
    const parsed = parseDataset(await exported())
    if (!parsed.ok) throw new Error(parsed.error.join('\n'))
    return parsed.value.articles
  }
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
    hub = await aHub(await aProjectFolder(join(path, 'Ice.claimlight')))
  })
  afterEach(async () => {
    await hub.close()
    await remove()
  })

  test('is one article with a source of each, and each import says which article it was', async () => {
    const [first, second] = await taken(file('nahar.md', wire('Nahar', '2025-02-04')), file('sz.md', wire('SZ', '2025-02-05T08:00:00+01:00')))
    expect(first).toMatchObject({state: 'imported', title: 'Ice melts'})
    expect(second).toMatchObject({state: 'duplicate', title: 'Ice melts', isNewSource: true})
    expect(await articles()).toMatchObject([
      {
        title: 'Ice melts',
        outlet: 'Nahar',
        author: 'Bob, Carol',
        published: '2025-02-04',
        url: 'https://example.org/Nahar',
        text: COPY,
        otherSources: [{outlet: 'SZ', author: 'Bob, Carol', published: '2025-02-05', url: 'https://example.org/SZ', sourceName: 'sz.md'}],
      },
    ])
  })

  test('imported again from the same file changes nothing', async () => {
    await taken(file('nahar.md', wire('Nahar', '2025-02-04')), file('sz.md', wire('SZ', '2025-02-05')))
    const before = await exported()
    const again = await taken(file('sz.md', wire('SZ', '2025-02-05')), file('nahar.md', wire('Nahar', '2025-02-04')))
    expect(again.map(each => each.state === 'duplicate' && each.isNewSource)).toEqual([false, false])
    expect(await exported()).toBe(before)
  })

  test('is one article also where the line ends behind it differ, as plain text or as Markdown', async () => {
    const bare = COPY.trimEnd()
    const outcomes = await taken(file('a.txt', bare), file('b.txt', COPY), file('c.txt', `${bare}\r\n\r\n\r\n`), file('d.md', wire('Nahar', '2025-02-04')))
    expect(outcomes.map(({state}) => state)).toEqual(['imported', 'duplicate', 'duplicate', 'duplicate'])
    const [one, ...others] = await articles()
    expect(others).toEqual([])
    expect(one?.text).toBe(bare)
    expect(one?.otherSources?.map(({sourceName}) => sourceName)).toEqual(['d.md', 'b.txt', 'c.txt'])
  })

  test('goes into a dataset and comes back from it, to the same bytes', async () => {
    await taken(file('nahar.md', wire('Nahar', '2025-02-04')), file('sz.md', wire('SZ', '2025-02-05')), file('z.txt', COPY))
    const text = await exported()
    expect(JSON.parse(text)).toMatchObject({version: 2})
    const other = await aHub(await aProjectFolder(join(path, 'Other.claimlight')))
    try {
      value(await sendAndImport(other.requests(ALICE, 'browser'), 'ice.json', text))
      expect(await fileOf(value(await other.requests(ALICE, 'browser').exportDataset('codepoint')))).toBe(text)
    } finally {
      await other.close()
    }
  })

  test('that is said to be printed on a day that no calendar has is told of by an import of the dataset and by a check of the project', async () => {
    await taken(file('nahar.md', wire('Nahar', '2025-02-04')))
    const wrong = (await exported()).replace('"published": "2025-02-04"', '"published": "2025-02-30"')
    const parsed = parseDataset(wrong)
    expect(inEnglish(parsed)).toEqual({ok: false, error: ['articles[0].published is "2025-02-30", which no calendar has. Correct it.']})
    const [{id} = {id: ''}] = await articles()
    await hub.changeProject(project => project.articles.patch(id, {published: '2023-02-29'}))
    expect(inEnglish(value(await hub.requests(ALICE, 'browser').checkProject()).problems)).toEqual([
      '“Ice melts” is said to be published on 2023-02-29, which no calendar has. Correct it in its details.',
    ])
  })
})
