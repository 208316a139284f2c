import {EventEmitter} from 'node:events'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {WebSocket} from 'ws'
import {allowance, slowDown} from '../../src/hub/network/limits.ts'
import {plainName} from '../../src/core/person/name.ts'
import {formatInvitation, parseInvitation} from '../../src/sync/invitation-link.ts'

describe('an allowance', () => {
  test('[SP90] is never exceeded, however the asking is spread', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({min: 0, max: 5000}), fc.integer({min: 1, max: 5})), {maxLength: 60}), asked => {
        let now = 0
        let taken = 0
        const bucket = allowance({burst: 10, perSecond: 2}, () => now)
        for (const [wait, cost] of asked) {
          now += wait
          if (bucket.take('bob', cost)) taken += cost
          expect(taken).toBeLessThanOrEqual(10 + (now / 1000) * 2 + 1e-6)
        }
      }),
    )
  })

  test('[SP90] of one does not use up that of another, and comes back with time; a clock set back gives nothing', () => {
    let now = 1_000_000
    const bucket = allowance({burst: 2, perSecond: 1}, () => now)
    expect([bucket.take('bob'), bucket.take('bob'), bucket.take('bob'), bucket.take('carol')]).toEqual([true, true, false, true])
    now -= 3_600_000
    expect(bucket.take('bob')).toBe(false)
    now += 1000
    expect(bucket.take('bob')).toBe(true)
    expect([bucket.owe('dora', 2), bucket.owe('dora', 3)]).toEqual([0, 3000])
  })
})

test('[SP91] a socket that sends too much is read more slowly, and everything it sent arrives', () => {
  const emitter = new EventEmitter()
  const acts: string[] = []
  const socket = Object.assign(emitter, {isPaused: false, pause: () => acts.push('pause'), resume: () => acts.push('resume')}) as unknown as WebSocket
  const heard: number[] = []
  emitter.on('message', (data: Buffer) => heard.push(data.byteLength))
  let slow = 0
  const now = () => 0
  slowDown(socket, 'bob', {messages: allowance({burst: 100, perSecond: 100}, now), bytes: allowance({burst: 1000, perSecond: 1000}, now), onSlow: () => slow++})
  for (const size of [400, 400, 400]) emitter.emit('message', Buffer.alloc(size))
  expect([heard, acts, slow]).toEqual([[400, 400, 400], ['pause'], 1])
})

describe('an invitation link', () => {
  const link = fc.record({
    projectId: fc.uuid(),
    projectName: fc.string({unit: 'grapheme', maxLength: 40}),
    origins: fc.array(
      fc.webUrl({validSchemes: ['https']}).map(url => new URL(url).origin),
      {minLength: 1, maxLength: 4},
    ),
    fingerprint: fc.constantFrom('', 'f'.repeat(43)),
    token: fc.uint8Array({minLength: 32, maxLength: 32}).map(bytes => Buffer.from(bytes).toString('base64url')),
  })

  test('[SP22] says the same in either form, with whatever a mail program puts around it', () => {
    fc.assert(
      fc.property(link, fc.constantFrom('', '.', '>', ')', ' \r\n', '",'), (given, around) => {
        const {link: app, browserLink} = formatInvitation(given)
        const read = {...given, projectName: plainName(given.projectName)}
        for (const text of [app, browserLink]) expect(parseInvitation(` ${text}${around}`)).toEqual({ok: true, value: read})
      }),
    )
  })

  test('[SP22] that is cut, foreign or of another version is refused with a sentence, whatever it is', () => {
    const sentence = (text: string): string => {
      const parsed = parseInvitation(text)
      return parsed.ok ? '' : `${parsed.error}`
    }
    const code = (value: unknown): string => `claimlight://join/${Buffer.from(JSON.stringify(value)).toString('base64url')}`
    const good = {v: 1, p: 'p', n: 'سلام', a: ['https://192.0.2.1:8443'], f: '', t: 't'.repeat(43)}
    expect(sentence(code(good))).toBe('')
    expect(sentence(code({...good, v: 2}))).toContain('another version')
    for (const bad of [
      {...good, a: ['http://192.0.2.1']},
      {...good, a: ['javascript:alert(1)']},
      {...good, a: []},
      {...good, t: 'short'},
      {...good, f: 'x'},
      [],
      null,
      'text',
    ])
      expect(sentence(code(bad))).toContain('not a whole invitation link')
    expect(sentence('')).toContain('not a whole')
    expect(sentence('https://example.org/')).toContain('not a whole')
    fc.assert(fc.property(fc.string(), text => parseInvitation(text).ok === false))
    fc.assert(fc.property(fc.integer({min: 0, max: code(good).length - 1}), at => parseInvitation(code(good).slice(0, at)).ok === false))
  })
})
