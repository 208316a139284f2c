import {screen} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {SeveralDetailsDialog} from '../../src/renderer/screens/articles/several-details-dialog.tsx'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {show} from '../ui/dom.tsx'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
})
afterEach(() => desk.close())

/** Alice at the details of so many articles. */
function atTheDetails(many: number) {
  const [article] = desk.workspace.project.articles.all()
  if (article === undefined) throw new Error('There is no article.')
  const articles = Array.from({length: many}, (_, at) => ({...article, id: `${article.id}${at}`}))
  return show(
    <WorkspaceContext.Provider value={desk.workspace}>
      <SeveralDetailsDialog articles={articles} onClose={() => undefined} />
    </WorkspaceContext.Provider>,
  )
}

test('details that are refused lead to the first field that is wrong', async () => {
  const {person} = atTheDetails(2)
  await person.type(screen.getByRole('textbox', {name: 'Outlet'}), 'צייט 和平')
  const [published, language] = ['Published', 'Language'].map(name => screen.getByRole('textbox', {name}))
  if (published === undefined || language === undefined) throw new Error('Fields are missing.')
  await person.type(published, 'gestern 🧊')
  await person.type(language, '?')
  await person.click(screen.getByRole('button', {name: 'Save details'}))
  expect(document.activeElement).toBe(published)
  expect(published.getAttribute('aria-invalid')).toBe('true')
  await person.clear(published)
  await person.click(screen.getByRole('button', {name: 'Save details'}))
  expect(document.activeElement).toBe(language)
})

test('the details of several articles say what goes to all of them, those of one do not', () => {
  const {unmount} = atTheDetails(2)
  expect(screen.getByText(/goes to all of them/u)).toBeTruthy()
  unmount()
  atTheDetails(1)
  expect([screen.getByRole('dialog').getAttribute('aria-describedby'), screen.queryByText(/goes to all of them/u)]).toEqual([null, null])
})
