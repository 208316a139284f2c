import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import {backupFolder} from '../../src/storage/backup-folder.ts'
import {storePath} from '../../src/storage/project-folder.ts'
import {salvageStore} from '../../src/storage/libsql/salvage-store.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, openWindows, until} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {beyondCounting, deletion, nestedMaps, nestedValue} from './poison.ts'
import {poisonLog} from './poisoned-log.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const ID = 'project-1'

const POISONS: readonly (readonly [name: string, updates: (root: string) => readonly Uint8Array[]])[] = [
  ['counting beyond what can be counted', beyondCounting],
  ['maps 3,500 deep and their deletion', root => [nestedMaps({depth: 3500, root}), deletion()]],
  [
    'maps that grow deeper record by record, deleted',
    root => [...Array.from({length: 60}, (_, at) => nestedMaps({from: at * 60, depth: (at + 1) * 60, root})), deletion()],
  ],
  ['a list 10,000 deep', root => [nestedValue(10_000, root)]],
]

describe('a log that holds what no document can', () => {
  let path = ''
  let folder = ''
  let remove: () => Promise<void>
  let hub: Hub | undefined
  const windows = openWindows()
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
    folder = join(path, 'Ceasefire.claimlight')
  })
  afterEach(async () => {
    windows.close()
    await hub?.close()
    await remove()
  })

  const session = async (act: (hub: Hub) => Promise<void>): Promise<void> => {
    hub = await aHub(existsSync(folder) ? await openedFolder(folder) : await aProjectFolder(folder))
    await act(hub)
    windows.close()
    await hub.close()
    hub = undefined
  }
  const claims = (at: Hub, ...quotes: readonly string[]): Promise<void> => claimsAs(at, quotes)
  const claimsAs = async (at: Hub, quotes: readonly string[]): Promise<void> => {
    const {doc, opened, saved} = windows.at(at, BOB).open(teamSet)
    expect(await opened).toBeUndefined()
    for (const quote of quotes) annotationSet(doc).add([aClaim(article, quote, {by: 'bob'})])
    await saved()
  }
  const seenBy = async (at: Hub): Promise<readonly string[]> => {
    const {doc, opened} = windows.at(at, ALICE).open(teamSet)
    expect(await opened).toBeUndefined()
    return annotationSet(doc)
      .all()
      .map(({selector}) => selector?.quote ?? '')
      .sort()
  }

  test.each(POISONS)('[SP132] %s: the set loads for everybody with what was written before, between and after, saves, and passes on', async (_name, poison) => {
    await session(async at => claims(at, 'Sea ice melts faster'))
    poisonLog(folder, ID, teamSet, poison('annotations'))
    await session(async at => {
      expect(await seenBy(at)).toEqual(['Sea ice melts faster'])
      const alice = windows.at(at, ALICE).open(teamSet)
      await alice.opened
      await claims(at, 'السلام قريب')
      await until('Alice is shown it', () => annotationSet(alice.doc).all().length === 2)
    })
    poisonLog(folder, ID, teamSet, poison('annotations'))
    await session(async at => {
      await claims(at, '和平即将到来')
      expect(await seenBy(at)).toEqual(['Sea ice melts faster', 'السلام قريب', '和平即将到来'].sort())
    })
  })

  test.each(POISONS)('[SP132] %s in the project document: the project opens with all that was in it', async (_name, poison) => {
    await session(async at => {
      expect(await at.changeProject(shared => shared.rename('Ceasefire'))).toEqual({ok: true, value: null})
    })
    poisonLog(folder, ID, {kind: 'project'}, poison('people'))
    await session(async at => {
      const {doc, opened} = windows.at(at, ALICE).open({kind: 'project'})
      expect(await opened).toBeUndefined()
      expect(project(doc).name()).toBe('Ceasefire')
    })
  })

  test.each(POISONS)('[SP133] %s: check names it, repair sets it aside with the file as it was, and nothing else is missing', async (_name, poison) => {
    await session(async at => claims(at, 'Sea ice melts faster'))
    poisonLog(folder, ID, teamSet, poison('annotations'))
    await session(async at => claims(at, 'السلام قريب'))
    const before = await openedFolder(folder)
    const problems = await before.store.check()
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems)
      expect(`${problem}`).toMatch(
        /^Record \d+ of the annotations \(team\) of article [0-9a-f]{12} .+ left out whenever the document is read\..+claimlight repair/,
      )
    await before.close()

    const salvaged = salvageStore(storePath(folder))
    if (!salvaged.ok) throw new Error(`${salvaged.error}`)
    expect(salvaged.value).toMatchObject({certain: true, cut: problems.length})
    expect(salvaged.value.sentences.join(' ')).toContain('no document can hold')
    expect(existsSync(salvaged.value.kept)).toBe(true)
    const after = await openedFolder(folder)
    expect(await after.store.check()).toEqual([])
    const doc = documentFrom(await after.store.load(documentName(ID, teamSet)))
    expect(
      annotationSet(doc)
        .all()
        .map(({selector}) => selector?.quote ?? '')
        .sort(),
    ).toEqual(['Sea ice melts faster', 'السلام قريب'].sort())
    expect(after.store.damaged()).toEqual([])
    await after.close()
  })

  test('[SP132] maps 20,000 deep in the registry: the project is exported, with all but them, and it is said', async () => {
    const team: DocumentAddress = {kind: 'registry', owner: 'team'}
    await session(async at => {
      const {doc, opened, saved} = windows.at(at, BOB).open(team)
      expect(await opened).toBeUndefined()
      registry(doc).entities.put({id: 'entity-1', name: 'الوزير', type: 'PERSON', aliases: [], by: 'bob', at: 1})
      await saved()
    })
    poisonLog(folder, ID, team, [nestedMaps({depth: 20_000, root: 'entities'}), deletion()])
    await session(async at => {
      const exported = value(await at.requests(ALICE, 'browser').exportDataset('codepoint'))
      expect(exported.notes.map(String)).toEqual([expect.stringContaining('the registry of entities and claims (team)')])
      expect(await fileOf(exported)).toContain('الوزير')
    })
  })

  test('[SP133] a backup of it is whole but for that, and check names it there too', async () => {
    await session(async at => claims(at, 'Sea ice melts faster', 'السلام قريب'))
    poisonLog(folder, ID, teamSet, [...beyondCounting(), nestedMaps({depth: 3500}), deletion()])
    const opened = await openedFolder(folder)
    const damaged = await opened.store.check()
    const copy = join(path, 'Backup.claimlight')
    expect(value(await backupFolder(opened, copy)).problems).toEqual([])
    await opened.close()
    const backup = await openedFolder(copy)
    expect(damaged.length).toBeGreaterThan(2)
    expect(await backup.store.check()).toEqual(damaged)
    expect(annotationSet(documentFrom(await backup.store.load(documentName(ID, teamSet)))).all()).toHaveLength(2)
    await backup.close()
  })

  test('[SP132] tidying the log keeps what is damaged where it is, and all else', async () => {
    await session(async at => claims(at, 'Sea ice melts faster', 'السلام قريب'))
    poisonLog(folder, ID, teamSet, [nestedMaps({depth: 3500}), deletion(), ...beyondCounting()])
    const opened = await openedFolder(folder)
    const name = documentName(ID, teamSet)
    const damaged = await opened.store.check()
    const stored = documentFrom(await opened.store.load(name))
    expect(opened.store.damaged()).toEqual([{name, address: teamSet, records: 3}])
    expect(await opened.store.compact(name, Y.encodeStateAsUpdate(stored))).toEqual({ok: true, value: null})
    expect(annotationSet(documentFrom(await opened.store.load(name))).all()).toHaveLength(2)
    expect(await opened.store.check()).toEqual(damaged)
    await opened.close()
  })

  test('[SP130] the log itself takes nothing that no document can hold, whoever asks', async () => {
    const made = await aProjectFolder(folder)
    for (const update of [...beyondCounting(), nestedMaps({depth: 3500})])
      await expect(made.store.append(documentName(ID, teamSet), teamSet, update)).rejects.toThrow('The change could not be saved, because it is damaged')
    expect(await made.store.documents()).toEqual([])
    await made.close()
  })
})
