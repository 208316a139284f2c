import {readFileSync, readdirSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {guessTitle, normalText} from '../../src/core/article/article.ts'
import {pageFurniture} from '../../src/core/article/page-furniture.ts'
import {slice} from '../../src/core/text/span.ts'

const sample = new URL('../../resources/sample/', import.meta.url)

function furnitureOf(raw: string, title?: string): (readonly [string, string])[] {
  const text = normalText(raw)
  return pageFurniture(text, title ?? guessTitle(text, 'article.txt')).map(({span, reason}) => [reason, slice(text, span)])
}

describe('page furniture of the sample articles', () => {
  const expected: {readonly [start: string]: readonly (readonly [string, string])[]} = {
    '000': [],
    '001': [],
    '002': [
      ['repeated-title', 'Trump Invites Netanyahu to White House Amid Gaza Ceasefire Talks'],
      ['comments', 'The comments posted here are not from Cnews Live. Kindly refrain from using derogatory, personal, or obscene words in your comments.'],
    ],
    '003': [['byline', 'by Admin 77 views']],
    '004': [
      ['date', 'Published On 4 Feb 20254 Feb 2025'],
      ['advertisement', 'Advertisement'],
      ['advertisement', 'Advertisement'],
    ],
  }
  test.each(readdirSync(sample).filter(name => name.endsWith('.txt')))('%s: all of it and nothing else', name => {
    expect(furnitureOf(readFileSync(new URL(name, sample), 'utf8'))).toEqual(expected[name.slice(0, 3)])
  })
})

describe('a line is marked as', () => {
  test.each([
    ['advertisement', '- Advertisement -'],
    ['advertisement', 'Story continues below advertisement'],
    ['advertisement', 'إعلان'],
    ['advertisement', 'פרסומת'],
    ['advertisement', '广告'],
    ['byline', 'by Admin 1.2k views'],
    ['byline', '4 min read'],
    ['byline', 'By Alice Müller and Bob O’Neill'],
    ['comments', 'Leave a Reply'],
    ['comments', 'Comments are closed.'],
    ['comments', 'Your email address will not be published. Required fields are marked *'],
    ['cookies', 'We use cookies to improve your experience.'],
    ['cookies', 'Cookie settings'],
    ['copyright', '© 2025 Cnews Live'],
    ['copyright', 'Copyright 2025. All rights reserved.'],
    ['date', 'Last updated: February 4, 2025 at 9:30 am'],
    ['date', 'Published: 2025-02-04'],
    ['date', '4 February 2025'],
    ['newsletter', 'Sign up for our weekly newsletter'],
    ['newsletter', 'Get the latest news delivered to your inbox'],
    ['read-more', 'Read more: What the ceasefire says'],
    ['read-more', 'Related Articles'],
    ['read-more', 'list 1 of 4'],
    ['share', 'Share this'],
    ['share', 'Share on Facebook'],
    ['share', 'Facebook Twitter WhatsApp'],
    ['tags', 'Tags: Gaza, Netanyahu, Trump'],
    ['tags', '#Gaza #Ceasefire #الهدنة'],
  ])('%s: %s', (reason, line) => {
    expect(furnitureOf(`Ice melts in spring\n  ${line}\nSeas rise fast.`)).toEqual([[reason, line]])
  })
})

describe('prose that begins like furniture is left alone', () => {
  test.each([
    'Advertisement revenue fell by a third, the outlet said.',
    'Share prices fell after the talks collapsed.',
    'Share of the vote',
    'Related to this is the question of settlements.',
    'By Monday, Israel had agreed to the terms.',
    'Comments by the envoy angered Hamas.',
    'Read more books, she said.',
    'Tags were found on the weapons.',
    'Published figures put the toll at 61,000.',
    'Subscribe to this view and war follows.',
    'Sponsored militias resumed fighting.',
    'May 2025 be a year of peace.',
    'The site was hit; 77 views of it were published.',
    'Pressure',
    'X and Y agreed.',
  ])('%s', line => {
    expect(furnitureOf(`Ice melts in spring\n${line}`)).toEqual([])
  })

  test('a date that heads a section far down is not a stamp', () => {
    expect(furnitureOf(`Timeline\n${'Prose goes on.\n'.repeat(8)}7 October 2023\nWar breaks out.`)).toEqual([])
  })

  test('a title said once is the title', () => {
    expect(furnitureOf('Ice melts\nSeas rise.')).toEqual([])
  })
})

test('a repeated title is known through other quotation marks, case and line ends', () => {
  expect(furnitureOf('“Ice” melts e\u0301te\u0301\r\n\r\nBody.\r\n"ICE" melts été \r\n', '“Ice” melts été')).toEqual([['repeated-title', '"ICE" melts été']])
})
