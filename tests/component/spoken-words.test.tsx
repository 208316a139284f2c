import {screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {aProject, openWindow} from './window.tsx'

const TEXT = 'قال Trump إن السلام قريب في القاهرة 👩🏽‍🚀 كما أعلنت الحكومة يوم الاثنين.'

test('title, list, text and quotes of an article are in its language and in the direction of their paragraph, and follow when the language is written anew', async () => {
  const {workspace, selectWords, does, person} = await openWindow(await aProject(TEXT), {as: 'Alice'})
  selectWords('Trump إن السلام')
  does('mark:claim')
  const list = await screen.findByRole('listbox', {name: 'Annotations in text order'})
  const quotes = () =>
    [...document.querySelectorAll('.annotation-line-quote, blockquote')].map(quote => [quote.getAttribute('lang'), quote.getAttribute('dir')])
  const languages = () => [
    screen.getByRole('heading', {level: 1, name: /^قال/}).getAttribute('lang'),
    screen.getByRole('textbox', {name: /^قال/}).getAttribute('lang'),
    document.querySelector('.article-row-title')?.getAttribute('lang'),
  ]
  expect(within(list).getAllByRole('option').length).toBe(1)
  expect(languages()).toEqual(['ar', 'ar', 'ar'])
  expect(quotes()).toEqual([
    ['ar', 'rtl'],
    ['ar', 'rtl'],
  ])
  does('article.metadata')
  const field = await screen.findByRole('textbox', {name: 'Language'})
  expect((field as HTMLInputElement).value).toBe('ar')
  await person.clear(field)
  await person.type(field, 'ar-EG')
  await person.click(screen.getByRole('button', {name: 'Save details'}))
  await waitFor(() => expect(languages()).toEqual(['ar-EG', 'ar-EG', 'ar-EG']))
  expect(quotes().map(([lang]) => lang)).toEqual(['ar-EG', 'ar-EG'])
  expect(workspace.articles()[0]?.language).toBe('ar-EG')
})
