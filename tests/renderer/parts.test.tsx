import {screen} from '@testing-library/react'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {sameExtent} from '../../src/core/text/extent.ts'
import {titleOf} from '../../src/renderer/annotate/command-title.ts'
import {resize, setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {replayTitle} from '../../src/renderer/annotate/replay.ts'
import {select, selectWords} from '../../src/renderer/annotate/select.ts'
import {highlightIndex, innermostFirst} from '../../src/renderer/article/highlight-index.ts'
import {LabelAllDialog} from '../../src/renderer/claims/label-all-dialog.tsx'
import {PartList} from '../../src/renderer/inspector/part-list.tsx'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {anArticle} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {show} from '../ui/dom.tsx'

const TEXT = '“Sea ice 🧊”, says Zoë, “melts faster”, and: “הים עולה”. Sea ice returns.'

let desk: Desk
/** Where the caret is, as the article on screen would say. */
let caret: number | undefined
beforeEach(async () => {
  desk = await aDesk(anArticle(TEXT))
  caret = undefined
  desk.workspace.panes.article = {
    focus: () => undefined,
    reveal: () => undefined,
    select: ({end}) => {
      caret = end
    },
    place: ({start}) => {
      caret = start
    },
    caret: () => caret,
  }
})
afterEach(() => desk.close())

const quotes = (): readonly string[] =>
  desk
    .article()
    .listed()
    .map(({annotation}) => annotation.selector?.quote ?? '')
const selected = (): string => desk.workspace.view.get().selected ?? ''
const news = (): string | undefined => desk.workspace.toasts.current().at(-1)?.text

/** A claim of these words, made as a person makes it. */
function claimOf(...words: readonly string[]): string {
  const [first = '', ...others] = words
  selectWords(desk.workspace, desk.spanOf(first))
  desk.does('mark:claim')
  for (const other of others) {
    selectWords(desk.workspace, desk.spanOf(other))
    expect(desk.does('part.add')).toBe(true)
  }
  return selected()
}

describe('adding words to an annotation', () => {
  test('adds those that are selected to the annotation that was selected before them, in the order of the text', () => {
    const claim = claimOf('melts faster', 'Sea ice 🧊', 'הים עולה')
    expect(quotes()).toEqual(['Sea ice 🧊 … melts faster … הים עולה'])
    expect([selected(), desk.workspace.view.get().selection, caret]).toEqual([claim, undefined, desk.spanOf('הים עולה').end])
    expect(desk.article().highlights.get(claim)?.label).toBe('Claim, in 3 parts')
  })

  test('says in menus which annotation that is, and does not apply to words that it holds or where there is none', () => {
    const {workspace, spanOf} = desk
    expect(titleOf(workspace, 'part.add')).toBe('Add selection to the annotation')
    selectWords(workspace, spanOf('Zoë'))
    expect(desk.offers('part.add')).toBe(false)
    const claim = claimOf('Sea ice')
    selectWords(workspace, spanOf('ice'))
    expect(desk.offers('part.add')).toBe(false)
    selectWords(workspace, undefined)
    selectWords(workspace, spanOf('melts'))
    expect([desk.offers('part.add'), titleOf(workspace, 'part.add')]).toEqual([true, 'Add selection to Claim “Sea ice”'])
    desk.article().set.remove([claim], workspace.act())
    expect(desk.offers('part.add')).toBe(false)
  })

  test('joins words that touch, overlap, or have only space between them', () => {
    claimOf('Sea', 'ice')
    expect(quotes()).toEqual(['Sea ice'])
    selectWords(desk.workspace, desk.spanOf('ice 🧊'))
    desk.does('part.add')
    expect(quotes()).toEqual(['Sea ice 🧊'])
  })

  test('is one step back, named', () => {
    claimOf('Sea ice', 'melts')
    expect(replayTitle(desk.workspace, 'undo')).toBe('Undo: added part of Claim “Sea ice … melts”')
    desk.does('edit.undo')
    expect(quotes()).toEqual(['Sea ice'])
    expect(news()).toBe('Undone: added part of Claim “Sea ice”.')
    desk.does('edit.redo')
    expect(quotes()).toEqual(['Sea ice … melts'])
  })
})

describe('an annotation of several parts', () => {
  test('grows and shrinks at each end of the part that the caret is in, and its first and last end where that is in none', () => {
    claimOf('Sea ice', 'melts')
    caret = desk.spanOf('melts').start
    desk.does('annotate.growEnd')
    expect(quotes()).toEqual(['Sea ice … melts faster'])
    caret = desk.spanOf('Sea').end
    desk.does('annotate.shrinkStart')
    expect(quotes()).toEqual(['ice … melts faster'])
    caret = desk.spanOf('says').start
    desk.does('annotate.growStart')
    desk.does('annotate.shrinkEnd')
    expect(quotes()).toEqual(['Sea ice … melts'])
  })

  test('has one part less where two grow together, and that is a new size', () => {
    claimOf('says', 'melts')
    caret = desk.spanOf('says').start
    desk.does('annotate.growEnd')
    expect(quotes()).toEqual(['says Zoë … melts'])
    desk.does('annotate.growEnd')
    expect(quotes()).toEqual(['says Zoë, “melts'])
    expect(replayTitle(desk.workspace, 'undo')).toMatch(/^Undo: new size of Claim/)
  })

  test('loses the part at the caret, and the last cannot go', () => {
    const claim = claimOf('Sea ice', 'melts', 'הים')
    caret = desk.spanOf('melts').start
    desk.does('part.remove')
    expect([quotes(), news()]).toEqual([['Sea ice … הים'], 'Part removed.'])
    expect(replayTitle(desk.workspace, 'undo')).toBe('Undo: removed part of Claim “Sea ice … הים”')
    caret = desk.spanOf('says').start
    desk.does('part.remove')
    expect([quotes(), selected(), desk.offers('part.remove'), desk.offers('part.split')]).toEqual([['Sea ice'], claim, false, false])
    desk.does('edit.undo')
    desk.does('edit.undo')
    expect(quotes()).toEqual(['Sea ice … melts … הים'])
  })

  test('is split into annotations of its layer and labels, texts stay with the first, and that is one step back', () => {
    const {workspace, article} = desk
    const claim = claimOf('Sea ice', 'melts', 'הים')
    setFeature(workspace, article(), claim, 'commitment', 'hedges')
    setFeature(workspace, article(), claim, 'note', '和平')
    desk.does('part.split')
    const made = article()
      .listed()
      .map(({annotation: {layer, selector, features, origin}}) => [layer, selector?.quote, features.commitment, features.note, origin])
    expect(made).toEqual([
      ['claim', 'Sea ice', 'hedges', '和平', 'human'],
      ['claim', 'melts', 'hedges', undefined, 'human'],
      ['claim', 'הים', 'hedges', undefined, 'human'],
    ])
    expect([selected(), news()]).toEqual([claim, 'Made 3 annotations of it. Only the first keeps: Note.'])
    expect(replayTitle(workspace, 'undo')).toBe('Undo: an annotation of each part of Claim “Sea ice”')
    desk.does('edit.undo')
    expect(quotes()).toEqual(['Sea ice … melts … הים'])
    desk.does('edit.redo')
    expect(quotes()).toEqual(['Sea ice', 'melts', 'הים'])
  })

  test('is not where something stands between its parts: not at the caret, not among what overlaps, not as the same words', () => {
    const {workspace, article, spanOf} = desk
    const claim = claimOf('Sea ice', 'melts')
    const {highlights} = article()
    expect(highlights.at(spanOf('Zoë').start + 1)).toEqual([])
    expect(highlights.at(spanOf('melts').end).map(({id}) => id)).toEqual([claim])
    selectWords(workspace, spanOf('Zoë'))
    desk.does('mark:claim')
    desk.does('annotate.cycle')
    expect(quotes()).toEqual(['Sea ice … melts', 'Zoë'])
    select(workspace, claim)
    desk.does('annotate.cycle')
    expect(selected()).toBe(claim)
    const {start} = spanOf('Sea ice')
    resize(workspace, article(), article().listed()[1]?.annotation.id ?? '', {start, end: spanOf('melts').end})
    select(workspace, claim)
    desk.does('mark:entity')
    const [, , entity] = article().listed()
    expect(workspace.toasts.current().some(({text}) => text.includes('marked as'))).toBe(false)
    expect(
      article()
        .set.all()
        .filter(({layer}) => layer === 'entity')
        .map(({selector}) => selector?.quote),
    ).toEqual(['Sea ice … melts'])
    expect(entity).toBeDefined()
  })

  test('of a colleague arrives as it is, and is painted anew when it changes', () => {
    const {article, spanOf} = desk
    const claim = claimOf('Sea ice', 'melts')
    const changes: number[] = []
    const stop = article().highlights.observe(() => changes.push(article().highlights.get(claim)?.parts?.length ?? 1))
    const selector = article().set.get(claim)?.selector
    if (selector === undefined) throw new Error('The claim is gone.')
    const {parts: _parts, ...whole} = selector
    article().set.resize(claim, {...whole, end: spanOf('Sea ice').end, quote: 'Sea ice', suffix: ''}, {by: 'bob', at: 9})
    article().set.resize(claim, selector, {by: 'bob', at: 10})
    stop()
    expect(changes).toEqual([1, 2])
  })

  test('has its parts beside it, each with a way to take it out; the words of all are looked for nowhere', async () => {
    const {workspace, article} = desk
    const claim = claimOf('Sea ice', 'melts', 'הים')
    const annotation = article().set.get(claim)
    if (annotation === undefined) throw new Error('The claim is gone.')
    const {person, unmount} = show(
      <WorkspaceContext.Provider value={workspace}>
        <PartList article={article()} annotation={annotation} />
      </WorkspaceContext.Provider>,
    )
    expect(screen.getAllByRole('listitem').map(({textContent}) => textContent)).toEqual(['Sea ice', 'melts', 'הים'])
    await person.click(screen.getByRole('button', {name: 'Remove part “melts”'}))
    expect(quotes()).toEqual(['Sea ice … הים'])
    unmount()
    const dialog = show(
      <WorkspaceContext.Provider value={workspace}>
        <LabelAllDialog annotation={claim} onClose={() => undefined} />
      </WorkspaceContext.Provider>,
    )
    expect(screen.getByText(/^Words in several parts are not looked for elsewhere\./)).toBeDefined()
    expect(screen.queryByRole('radio', {name: 'All articles'})).toBeNull()
    dialog.unmount()
  })
})

test('of two that hold a caret, the one with fewer letters is the inner one, whatever stands between its parts', () => {
  const index = highlightIndex(TEXT)
  const extent = {
    start: 1,
    end: 30,
    parts: [
      {start: 1, end: 4},
      {start: 25, end: 30},
    ],
  }
  index.set([
    {id: 'whole', start: 0, end: 12, look: 'claim', label: 'Claim'},
    {id: 'parts', ...extent, look: 'claim', label: 'Claim'},
  ])
  expect(
    index
      .at(2)
      .sort(innermostFirst)
      .map(({id}) => id),
  ).toEqual(['parts', 'whole'])
  expect(index.inRange({start: 4, end: 25}).map(({id}) => id)).toEqual(['whole'])
  expect(index.inRange({start: 0, end: 60}).map(({id}) => id)).toEqual(['whole', 'parts'])
  expect(sameExtent(index.get('parts') ?? {start: 0, end: 0}, extent)).toBe(true)
})
