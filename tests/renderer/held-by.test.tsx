import {screen} from '@testing-library/react'
import {expect, test} from 'vitest'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {StateShown} from '../../src/renderer/history/state-shown.tsx'
import {heldByOthers} from '../../src/renderer/state/held-by.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aDesk} from '../support/desk.ts'
import {aRelation, aVerdict, KINDS} from '../support/kinds.ts'
import {show} from '../ui/dom.tsx'

const article = anArticle(MIXED_TEXT)

test('what is held by a relation is found in its own article, and a relation that the step itself brought holds nothing', async () => {
  const desk = await aDesk(article)
  try {
    const {set} = desk.article()
    set.add([aClaim(article, 'السلام قريب', {id: 'claim'}), aClaim(article, '和平', {id: 'words'}), aRelation('claim', 'words', {id: 'r', by: 'bob'})])
    let walks = 0
    const heldBy = heldByOthers({
      me: () => 'alice',
      discussions: () => desk.workspace.discussions,
      articles: () => ({
        get: id => desk.workspace.opened(id),
        all: () => {
          walks += 1
          return [desk.article()]
        },
      }),
    })
    const change = {document: article.id, map: 'annotations', record: 'claim', field: 'removed', before: undefined, after: {by: 'alice', at: 1}}
    expect(heldBy(change, {changes: [change]})).toEqual({by: 'bob', deed: 'used'})
    expect(heldBy(change, {changes: [change, {...change, record: 'r'}]})).toBeUndefined()
    expect(walks).toBe(0)
  } finally {
    await desk.close()
  }
})

test('a history names both ends of a relation as they are: about the article, removed, or not there', async () => {
  const desk = await aDesk(article)
  const known = new Map<string, Annotation>([
    ['verdict', aVerdict()],
    ['claim', aClaim(article, 'السلام قريب', {removed: {by: 'bob', at: 1}})],
  ])
  const naming = {schema: KINDS, names: {reference: () => '', holder: () => '', target: () => ''}, quoteOf: () => undefined, versions: []}
  const shown = (from: string, to: string) => (
    <WorkspaceContext value={desk.workspace}>
      <StateShown naming={naming as unknown as Parameters<typeof StateShown>[0]['naming']} annotation={aRelation(from, to)} lookup={id => known.get(id)} />
    </WorkspaceContext>
  )
  show(shown('verdict', 'claim'))
  expect(screen.getByLabelText('This state').textContent).toMatch(/FromThe whole articleTo.*السلام قريب.*\(removed\)/)
  await desk.close()
})
