import {expect, test} from 'vitest'
import type {Offer} from '../../src/main/update-notice.ts'
import {noticeUpdate} from '../../src/main/update-notice.ts'

async function told(source: (() => Promise<Offer | undefined>) | undefined): Promise<Offer[]> {
  const offers: Offer[] = []
  await noticeUpdate({current: '0.9.0', source, tell: async offer => void offers.push(offer)})
  return offers
}
const offer = (version: string) => async (): Promise<Offer> => ({version, url: 'https://example.org/'})

test('nothing is asked and nothing is said unless a source is built in', async () => {
  expect(await told(undefined)).toEqual([])
})

test('a newer version is told, an equal, older, unreadable or preview one is not', async () => {
  expect(await told(offer('v0.10.0'))).toHaveLength(1)
  for (const version of ['0.9.0', '0.8.99', '0.10.0-beta.1', 'latest', '']) expect(await told(offer(version)), version).toEqual([])
})

test('a source that fails is passed over: being offline is no news', async () => {
  expect(await told(async () => Promise.reject(new Error('offline')))).toEqual([])
})
