import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {Hub} from '../../src/hub/hub.ts'
import {fileOf, parseDataset} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, newFolder} from './hub-bench.ts'

const ARABIC = 'أعلنت الحكومة يوم الاثنين أن المحادثات ستستمر 👩🏽‍🚀.'
const GERMAN = 'Die Regierung hat am Montag neue Gespräche angekündigt.'

describe('[LG5] the language of an article', () => {
  let path = ''
  let remove: () => Promise<void>
  let hub: Hub
  const taken = async (name: string, text: string) => value(await hub.requests(ALICE, 'browser').importFiles([{name, bytes: Buffer.from(text)}], null))
  const languages = async (): Promise<readonly (string | undefined)[]> => {
    const parsed = parseDataset(await fileOf(value(await hub.requests(ALICE, 'browser').exportDataset('codepoint'))))
    if (!parsed.ok) throw new Error(parsed.error.join('\n'))
    return parsed.value.articles.toSorted((a, b) => a.position - b.position).map(({language}) => language)
  }
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
    hub = await aHub(await aProjectFolder(join(path, 'Talks.claimlight')))
  })
  afterEach(async () => {
    await hub.close()
    await remove()
  })

  test('is guessed at its import, is what the file says where it says one, and is left open where the words do not tell', async () => {
    await taken('arabic.txt', ARABIC)
    await taken('said.md', `---\nlanguage: de-AT\n---\n${GERMAN}`)
    await taken('short.txt', 'Waffenruhe hält')
    await taken('odd.md', `---\nlanguage: Klingon\n---\n${ARABIC} سالم`)
    await taken('loud.md', `---\nlanguage: EN-us\n---\n${GERMAN} Ende.`)
    expect(await languages()).toEqual(['ar', 'de-AT', undefined, 'ar', 'en-US'])
  })

  test('stays what a person wrote, also where the text is imported again, and goes into the dataset', async () => {
    await taken('a.txt', GERMAN)
    await hub.changeProject(({articles}) => {
      for (const {id} of articles.all()) articles.patch(id, {language: 'gsw'})
    })
    await taken('again.txt', GERMAN)
    expect(await languages()).toEqual(['gsw'])
  })
})
