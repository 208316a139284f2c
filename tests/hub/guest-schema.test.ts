import {expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import {project} from '../../src/project/project.ts'
import {refusal, value} from '../support/results.ts'
import {guestOfHub} from './guest-of-hub.ts'
import {ALICE, aPerson, until} from './hub-bench.ts'
import type {Door} from './upstream-bench.ts'
import {upstreamOf} from './upstream-bench.ts'

const ZOE = aPerson('Zoe', 'curator')
const {version} = DEFAULT_SCHEMA
const named = (name: string): Schema => ({...DEFAULT_SCHEMA, name})

let door: Door
let upstream: Hub
let guest: Hub
const windows = guestOfHub(ZOE, made => {
  ;({door, upstream, guest} = made)
})

test('[SP149] a schema that a curator takes at her own hub is taken at the project’s hub, one after the other, and away from that none is', async () => {
  const [hers, alices] = [guest.requests(ZOE, 'browser'), upstream.requests(ALICE, 'browser')]
  const both = await Promise.all([hers.takeSchema(named('和平')), alices.takeSchema(named('السلام'))])
  expect(both.map(taken => value(taken).version).sort()).toEqual([version + 1, version + 2])
  const {doc, opened} = windows.at(guest, ZOE).open({kind: 'project'})
  await opened
  const last = value(both[0]).version > value(both[1]).version ? '和平' : 'السلام'
  await until('it is in force at her hub', () => project(doc).schema().name === last)
  door.open(undefined)
  await until('it is away', async () => (await upstreamOf(guest)).state === 'offline')
  expect(refusal(await hers.takeSchema(named('שלום')))).toContain('The schema is changed at the project’s hub, which does not answer now.')
})

test('[SP149] a window that writes a schema itself keeps it alone, and says so', async () => {
  const {doc, provider, opened} = windows.at(upstream, ZOE).open({kind: 'project'})
  await opened
  const reasons: string[] = []
  provider.on('authenticationFailed', ({reason}: {reason: string}) => reasons.push(reason))
  project(doc).setSchema({...named('和平'), layers: DEFAULT_SCHEMA.layers.slice(1), version: version + 1})
  await until('she is told', () => reasons.length > 0)
  expect(reasons[0]).toBe(`${REFUSED.hub}`)
  const alices = windows.at(upstream, ALICE).open({kind: 'project'})
  await alices.opened
  expect(project(alices.doc).schema()).toEqual(DEFAULT_SCHEMA)
})
