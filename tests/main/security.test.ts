import {expect, test} from 'vitest'
import {isGranted, isOpenableLink} from '../../src/main/security.ts'

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

test('our own page may put text on the clipboard; it may not read it, and other pages may do neither', () => {
  for (const url of ['app://claimlight/index.html', 'app://claimlight/', 'app://claimlight']) {
    expect(isGranted('clipboard-sanitized-write', url), url).toBe(true)
    for (const permission of ['clipboard-read', 'deprecated-sync-clipboard-read', 'media', 'geolocation', 'unknown', '']) {
      expect(isGranted(permission, url), permission).toBe(false)
    }
  }
  for (const url of ['https://example.org/', 'https://claimlight/', 'app://other/', 'app://claimlight.example.org/', 'data:text/html,x', 'null', '']) {
    expect(isGranted('clipboard-sanitized-write', url), url).toBe(false)
  }
})
