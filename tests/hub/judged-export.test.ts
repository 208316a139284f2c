import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Role} from '../../src/core/round/owner.ts'
import type {Round} from '../../src/core/round/round.ts'
import type {Rights} from '../../src/hub/access.ts'
import {judgedExport} from '../../src/hub/exports/judged-export.ts'
import {newSetUpdate} from '../../src/project/new-set.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aRound} from '../support/rounds.ts'
import {aProjectFolder, BOB, newFolder} from './hub-bench.ts'

const ARTICLES = ['Ice melts. 🧊', 'Seas rise fast. שלום', MIXED_TEXT].map(text => anArticle(text))

let folder: ProjectFolder
let remove: () => Promise<void>
let shared: Project
let asked: number
let rounds: readonly Round[]
let role: Role
let rights: Rights
beforeEach(async () => {
  const place = await newFolder()
  folder = await aProjectFolder(place.path)
  remove = () => folder.close().then(place.remove)
  shared = project(new Y.Doc())
  ;[asked, rounds, role, rights] = [0, [], 'annotator', 'read']
  for (const [n, article] of ARTICLES.entries()) {
    const {text: _text, ...entry} = article
    shared.articles.put(entry)
    await folder.store.append(`set ${n}`, {kind: 'set', article: article.id, owner: 'team'}, newSetUpdate(1, [aClaim(article, article.text.slice(0, 3))], []))
  }
})
afterEach(() => remove())

const judged = () =>
  judgedExport(
    {
      folder,
      project: shared,
      person: BOB,
      rounds: () => rounds,
      role: () => role,
      may: () => {
        asked++
        return rights
      },
    },
    'codepoint',
  )

test('[SP112] while a file is sent, each of its sets is asked for once, and once more when the rounds or the role of its person are others', async () => {
  const {plan, mayStill} = await judged()
  expect(plan.sets.size).toBe(3)
  mayStill()
  const before = asked
  for (let piece = 0; piece < 100; piece++) expect(mayStill()).toBe(true)
  expect(asked).toBe(before)
  rounds = [aRound({state: 'open', opened: {by: 'alice', at: 2}})]
  expect([mayStill(), asked > before]).toEqual([true, true])
  rights = 'none'
  expect(mayStill(), 'nothing has changed that rights follow from').toBe(true)
  role = 'reader'
  expect(mayStill()).toBe(false)
})

test('[SP112] a file is not sent on where its person was joined with another one meanwhile, whose work it lacks', async () => {
  const {mayStill} = await judged()
  expect(mayStill()).toBe(true)
  shared.people.put({id: 'bob', name: 'Bob', role: 'annotator'})
  shared.people.put({id: 'bob-2', name: 'Bob', role: 'annotator'})
  shared.joins.join('bob-2', 'bob', {by: 'alice', at: 3})
  expect(mayStill()).toBe(false)
})
