import {expect, test} from 'vitest'
import {isWebAddress} from '../../src/core/article/web-address.ts'
import {isOpenableLink} from '../../src/main/security.ts'

test('[SEC43] only http and https with a host is a web address, whatever it is dressed up as', () => {
  for (const address of ['https://example.org/a?b#c', 'http://example.org', 'https://例え.jp/記事', 'https://[2001:db8::1]:8443/x'])
    expect(isWebAddress(address)).toBe(true)
  for (const other of [
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    ' https://example.org',
    'https://',
    'https:///etc',
    'https:example.org',
    'https:\\\\example.org',
    '//example.org',
    'ftp://example.org',
    'claimlight://join/x',
    'https://bank.example@evil.example',
    'https://example.org/\u202egpj.exe',
    `https://example.org/${'x'.repeat(3000)}`,
    '',
  ]) {
    expect({other, is: isWebAddress(other), opens: isOpenableLink(other)}).toEqual({other, is: false, opens: false})
  }
  expect(isOpenableLink('http://example.org')).toBe(false)
})
