import {expect} from '@playwright/test'
import {open, pointAt, test, told} from './page.ts'

const TEXT = 'Netanyahu meets Trump 👩🏽‍🚀 today.\n\nהשר אמר שלום לכולם\nSeas rise fast.'

test('dragging from left to right selects the words between', async ({article}) => {
  await open(article, {text: TEXT})
  const from = await pointAt(article, 0)
  const to = await pointAt(article, 15)
  await article.mouse.move(from.x, from.y)
  await article.mouse.down()
  await article.mouse.move(to.x, to.y, {steps: 5})
  await article.mouse.up()
  expect(await told(article)).toEqual({start: 0, end: 15})
})
