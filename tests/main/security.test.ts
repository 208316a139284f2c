import {expect, test} from 'vitest'
import {isOpenableLink} from '../../src/main/security.ts'

test('only https links leave the app', () => {
  expect(isOpenableLink('https://example.org/a?b#c')).toBe(true)
  for (const url of [
    'http://example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://server/share',
    'ms-msdt:/id',
    'claimlight://join',
    ' ',
    'https:',
    `https://example.org/${'x'.repeat(3000)}`,
  ]) {
    expect(isOpenableLink(url), url).toBe(false)
  }
})
