import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Act} from '../../src/core/annotation/annotation.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import type {Direction, Replay, Step} from '../../src/project/step.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

const article = anArticle(MIXED_TEXT)
const alice = (at: number): Act => ({by: 'alice', at})
const bob = (at: number): Act => ({by: 'bob', at})
const MAPS = ['annotations', 'readMarks']
const KEYS = ['ice', 'سلام', '和平'] as const

/** What the hub has of each set; Alice opens and closes them, Bob writes meanwhile. */
function aProject() {
  const stored = new Map(KEYS.map(key => [key, new Y.Doc()]))
  const at = (key: string): Y.Doc => stored.get(key as (typeof KEYS)[number]) ?? new Y.Doc()
  const history = undoHistory()
  const opened = new Map<string, AnnotationSet>()
  const open = (key: string): AnnotationSet => {
    const known = opened.get(key)
    if (known !== undefined) return known
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(at(key)), {source: 'channel'})
    const set = annotationSet(doc)
    history.follow(key, doc, MAPS)
    opened.set(key, set)
    return set
  }
  const save = (key: string): void => {
    const doc = opened.get(key)?.doc
    if (doc !== undefined) Y.applyUpdate(at(key), Y.encodeStateAsUpdate(doc))
  }
  const close = (key: string): void => {
    save(key)
    if (history.keepsOpen(key)) return
    history.rest(key)
    opened.get(key)?.doc.destroy()
    opened.delete(key)
  }
  const his = (key: string): AnnotationSet => annotationSet(at(key))
  return {history, open, close, save, his}
}
type Project = ReturnType<typeof aProject>

/** One claim in each set, as one long step, each set closed after. */
function aLongStep({history, open, close}: Project): Step {
  const step = history.longStep()
  for (const key of KEYS) {
    const set = open(key)
    step.do(() => set.add([aClaim(article, 'Zoë', {id: `claim ${key}`, features: {voice: 'outlet'}})]))
    close(key)
  }
  const made = step.end()
  if (made === undefined) throw new Error('Nothing was done.')
  return made
}
function replayed({history, open, close}: Project, direction: Direction, keys: readonly string[] = KEYS): readonly Replay[] {
  const step = history.next(direction)
  if (step === undefined) return []
  const run = history.replayLong(direction, step)
  const replays = run.documents
    .filter(key => keys.includes(key))
    .map(key => {
      open(key)
      const replay = run.in(key, alice(90))
      close(key)
      return replay
    })
  run.end()
  return replays
}
const standing = ({his}: Project): readonly string[] =>
  KEYS.filter(key =>
    his(key)
      .all()
      .some(({removed}) => removed === undefined),
  )
const overtakers = (replays: readonly Replay[]) => replays.flatMap(({overtaken}) => overtaken.map(({by, deed}) => [by, deed]))

describe('[UN8] a step over documents that are closed', () => {
  test('is one step, taken back and done again in documents that are opened anew', () => {
    const project = aProject()
    expect(aLongStep(project)).toMatchObject({long: true})
    expect(project.history.keepsOpen('ice')).toBe(false)
    expect(project.history.replay('undo', alice(80))).toEqual([])
    for (let again = 0; again < 2; again++) {
      expect(replayed(project, 'undo').map(({done}) => done.length)).toEqual([1, 1, 1])
      expect([standing(project), project.history.next('undo')]).toEqual([[], undefined])
      expect(replayed(project, 'redo').map(({done}) => done.length)).toEqual([1, 1, 1])
      expect([standing(project), project.history.next('redo')]).toEqual([KEYS, undefined])
    }
  })

  const acts: readonly [string, (set: AnnotationSet, id: string) => void, readonly [string, string]][] = [
    ['labelled', (set, id) => set.setFeature(id, 'voice', 'quoted', bob(5)), ['bob', 'labelled']],
    ['labelled alike', (set, id) => set.setFeature(id, 'voice', 'outlet', bob(5)), ['bob', 'labelled']],
    ['cleared', (set, id) => set.setFeature(id, 'voice', undefined, bob(5)), ['bob', 'labelled']],
    ['written about', (set, id) => set.writeText(id, {...bob(5), id: 't', feature: 'note', text: 'קרוב 👩‍👩‍👧'}, ''), ['bob', 'written']],
    ['removed', (set, id) => set.remove([id], bob(5)), ['bob', 'removed']],
    [
      'removed and brought back',
      (set, id) => {
        set.remove([id], bob(5))
        set.restore([id], bob(6))
      },
      ['bob', 'restored'],
    ],
    ['labelled by herself in another window', (set, id) => set.setFeature(id, 'voice', 'quoted', alice(5)), ['alice', 'labelled']],
  ]
  test.each(acts)('[UN2] leaves what was %s while its document was closed, and says by whom', (_what, act, because) => {
    const project = aProject()
    aLongStep(project)
    act(project.his('سلام'), 'claim سلام')
    const before = project.his('سلام').all()
    const replays = replayed(project, 'undo')
    expect(overtakers(replays)).toEqual([because])
    expect(project.his('سلام').all()).toEqual(before)
    expect(standing(project).filter(key => key !== 'سلام')).toEqual([])
  })

  test('[UN2] does not bring back what somebody brought back and removed while it was closed', () => {
    const project = aProject()
    aLongStep(project)
    replayed(project, 'undo')
    const set = project.his('和平')
    set.restore(['claim 和平'], bob(7))
    set.remove(['claim 和平'], bob(8))
    expect(overtakers(replayed(project, 'redo'))).toEqual([['bob', 'removed']])
    expect(standing(project)).toEqual(['ice', 'سلام'])
  })

  test('stopped on the way is taken back in two goes, and done again in one', () => {
    const project = aProject()
    aLongStep(project)
    replayed(project, 'undo', ['سلام'])
    expect([standing(project), project.history.next('undo')?.changes.length, project.history.next('redo')?.changes.length]).toEqual([['ice', '和平'], 2, 1])
    replayed(project, 'undo')
    expect([standing(project), project.history.next('redo')?.changes.length]).toEqual([[], 3])
    replayed(project, 'redo')
    expect(standing(project)).toEqual(KEYS)
  })

  test('goes out of reach with the others where history is cut, while it is done too', () => {
    const project = aProject()
    const {history, open, close} = project
    const step = history.longStep()
    const set = open('ice')
    step.do(() => set.add([aClaim(article, 'Zoë')]))
    close('ice')
    history.cut()
    expect(step.end()).toBeUndefined()
    aLongStep(project)
    history.cut()
    expect([history.next('undo'), replayed(project, 'undo')]).toEqual([undefined, []])
  })

  test('leaves steps that came before and after it to be taken back by themselves', () => {
    const project = aProject()
    const {history, open, save} = project
    const set = open('ice')
    set.add([aClaim(article, 'Sea ice', {id: 'before'})])
    save('ice')
    aLongStep(project)
    const again = open('ice')
    again.setReadMark('alice', {...alice(3), state: 'done'})
    expect(history.replay('undo', alice(91)).map(({done}) => done.length)).toEqual([1])
    expect(again.readMarks().size).toBe(0)
    save('ice')
    replayed(project, 'undo')
    expect(history.replay('undo', alice(92)).map(({done}) => done.map(({record}) => record))).toEqual([['before']])
  })
})
