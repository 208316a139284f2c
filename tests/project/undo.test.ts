import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

const article = anArticle(MIXED_TEXT)
const act = {by: 'alice', at: 9}

function followed() {
  const history = undoHistory()
  const open = (key: string): AnnotationSet => {
    const doc = new Y.Doc()
    const set = annotationSet(doc)
    history.follow(key, doc, [doc.getMap('annotations')])
    return set
  }
  return {history, first: open('first'), second: open('second')}
}

describe('undo', () => {
  test('goes back over articles in the order of the acts, and says where', () => {
    const {history, first, second} = followed()
    first.add([aClaim(article, 'Sea ice melts')])
    second.add([aClaim(article, 'Sea ice returns')])
    first.add([aClaim(article, 'Zoë')])
    expect([history.undo(), history.undo(), history.undo(), history.undo()]).toEqual(['first', 'second', 'first', undefined])
    expect([first.all().length, second.all().length]).toEqual([0, 0])
    expect([history.redo(), history.redo(), history.redo(), history.redo()]).toEqual(['first', 'second', 'first', undefined])
    expect([first.all().length, second.all().length]).toEqual([2, 1])
  })

  test('takes back a removal', () => {
    const {history, first} = followed()
    const claim = aClaim(article, 'Zoë')
    first.add([claim])
    first.remove([claim.id], act)
    history.undo()
    expect(first.get(claim.id)?.removed).toBeUndefined()
  })

  test('never takes back what a colleague did', () => {
    const {history, first} = followed()
    first.add([aClaim(article, 'Zoë')])
    const colleague = new Y.Doc()
    Y.applyUpdate(colleague, Y.encodeStateAsUpdate(first.doc))
    annotationSet(colleague).add([aClaim(article, 'Sea ice melts', {by: 'bob'})])
    Y.applyUpdate(first.doc, Y.encodeStateAsUpdate(colleague), {source: 'channel'})
    history.undo()
    expect(first.all().map(each => each.by)).toEqual(['bob'])
    expect(history.canUndo()).toBe(false)
  })

  test('a claim and its stance made with one key are one step', () => {
    const {history, first} = followed()
    const claim = aClaim(article, 'Zoë')
    first.transact(() => {
      first.add([claim])
      first.putStance(claim.id, {...act, id: 's', holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: 'favor'}, act)
    })
    history.undo()
    expect(first.all()).toEqual([])
  })

  test('a new act ends the chance to redo', () => {
    const {history, first, second} = followed()
    first.add([aClaim(article, 'Zoë')])
    history.undo()
    second.add([aClaim(article, 'Sea ice melts')])
    expect(history.canRedo()).toBe(false)
    expect(history.redo()).toBeUndefined()
  })
})
