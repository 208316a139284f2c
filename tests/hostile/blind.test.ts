import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import type {Owner, Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {HubApi} from '../../src/hub/requests/hub-api.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {registry} from '../../src/project/registry.ts'
import {encoded} from '../hub/browser.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, CAROL, newFolder, openWindows, until} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf, sendAndImport} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {startRound} from '../support/rounds.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const article = anArticle(MIXED_TEXT)
const untouched = anArticle('Nobody works on this. السلام')
const ZOE = aPerson('Zoë', 'curator')
const OWNERS: readonly Owner[] = ['team', 'gold', ownerOf('alice', EARLIER), ownerOf('bob', EARLIER), ownerOf('nobody', EARLIER)]
const ADDRESSES: readonly DocumentAddress[] = [
  {kind: 'project'},
  ...[article.id, untouched.id].flatMap(id => [
    ...OWNERS.map(owner => ({kind: 'set', article: id, owner}) as const),
    {kind: 'discussion', article: id} as const,
  ]),
  ...OWNERS.map(owner => ({kind: 'registry', owner}) as const),
]
const hers: DocumentAddress = {kind: 'set', article: article.id, owner: ownerOf('alice', EARLIER)}

let hub: Hub
let remove: () => Promise<void>
const windows = openWindows()
const clients: ModifiedClient[] = []
const client = (person: Person): ModifiedClient => {
  const made = modifiedWindow(hub, person)
  clients.push(made)
  return made
}
beforeEach(async () => {
  const folder = await newFolder()
  remove = folder.remove
  hub = await aHub(await aProjectFolder(`${folder.path}/Ceasefire.claimlight`))
  value(
    await hub.changeProject(({people}) => {
      for (const person of [ALICE, BOB, CAROL, ZOE]) people.put(person)
    }),
  )
  const files = [article, untouched].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  value(await hub.requests(ALICE, 'browser').importFiles(files, null))
  await until('the words can be found', async () => value(await hub.requests(ALICE, 'browser').searchArticles('Sea')).length === 1)
})
afterEach(async () => {
  windows.close()
  for (const each of clients.splice(0)) each.close()
  await hub.close()
  await remove()
})

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
/** Signs of life come by the clock alone. */
const messagesTo = (of: ModifiedClient): readonly string[] =>
  of
    .received()
    .flatMap(({document, type, bytes}) => (document === '' ? [] : [`${document} ${type} ${text(bytes)}`]))
    // That somebody was entered into the project, who came for the first time, is told to all, a moment later.
    .filter(line => !line.includes('{"type":"sharing"}'))

/** The file, and all that is said with it. */
async function exportOf(api: HubApi): Promise<unknown> {
  const {pieces, ...about} = value(await api.exportDataset('codepoint'))
  return {...about, file: await fileOf({...about, pieces})}
}

/** Everything that a program may ask for one person, and the bytes of each answer. `cursor`: of an earlier answer. */
async function transcript(person: Person, cursor: string): Promise<{readonly lines: readonly string[]; readonly cursor: string}> {
  const asking = client(person)
  const guessing = client(person)
  const pretending = client(person)
  for (const address of ADDRESSES) {
    const scope = await asking.open(address)
    if (scope === 'readonly' || scope === 'read-write') await asking.settled(address)
    // By its bare name, and by the token of another document.
    await guessing.open(documentName(hub.projectId, address))
    if (address.kind !== 'project') await pretending.open(documentName(hub.projectId, address), JSON.stringify({address: {kind: 'project'}}))
  }
  asking.send({kind: 'project'}, TYPE.queryAwareness, new Uint8Array())
  await asking.settled({kind: 'project'})
  const api: HubApi = hub.requests(person, 'browser')
  const page = value(await api.changesSince(cursor))
  const anew = value(await api.changesSince(''))
  const answers: readonly unknown[] = [
    await api.session(),
    await api.summaries(null),
    await api.summaries([article.id]),
    await api.searchArticles('Sea'),
    await api.registryUse(),
    await api.mentions([{kind: 'entity', id: 'entity-1'}], 0),
    await api.articleText(article.id),
    await exportOf(api),
    await api.checkProject(),
    await sendAndImport(api, 'a.json', '{}'),
    await api.importProgress('another'),
    await api.cancelImport('another'),
    await api.shareStatus(),
    await api.people(),
    await api.invitations(),
    await api.folderStatus(),
    await api.startRound('another'),
    await api.hello(),
    await api.rounds(),
    await api.missingTexts([article.id, untouched.id]),
    {...page, cursor: page.cursor.length},
    {...anew, cursor: anew.cursor.length},
  ]
  const metrics = hub.sharing.metricsText().replace(/^claimlight_uptime_seconds .*$/m, '')
  return {
    lines: [...[asking, guessing, pretending].flatMap(messagesTo), ...answers.map(answer => text(encoded(answer))), metrics],
    cursor: cursor === '' ? page.cursor : cursor,
  }
}

/** All that an annotator can do in a round, and her window comes and goes. */
async function aliceWorks(): Promise<void> {
  const window = windows.at(hub, ALICE)
  const set = window.open(hers)
  const own = window.open({kind: 'registry', owner: ownerOf('alice', EARLIER)})
  const shared = window.open({kind: 'project'})
  for (const {opened} of [set, own, shared]) expect(await opened).toBeUndefined()
  for (let n = 0; n < 7; n++) {
    const features = {attributionSource: {kind: 'entity', id: `entity-${n}`}} as const
    annotationSet(set.doc).add([aClaim(article, ['Sea ice melts faster', 'السلام قريب', '和平即将到来'][n % 3] as string, {features})])
    registry(own.doc).entities.put({id: `entity-${n}`, by: 'alice', at: n, name: 'Zoe\u0308 和平', type: 'PERSON', aliases: []})
    shared.provider.awareness?.setLocalState({article: article.id, span: {start: n, end: n + 3}})
    await set.saved()
  }
  annotationSet(set.doc).setReadMark('alice', {state: 'done', by: 'alice', at: 5})
  for (const each of [set, own]) await each.saved()
  await until('her work is counted', async () => value(await hub.requests(ALICE, 'browser').summaries([article.id]))[0]?.layers.claim === 7)
  window.close()
}

describe('in a closed round', () => {
  test.each([BOB, ZOE, CAROL])(
    '[SP48] a program of $name gets the same bytes to every question, whatever Alice does meanwhile',
    {timeout: 60_000},
    async person => {
      await startRound(hub)
      for (const each of [ALICE, person]) value(await hub.requests(each, 'browser').session())
      const before = await transcript(person, '')
      const same = await transcript(person, before.cursor)
      const listening = client(person)
      await listening.open({kind: 'project'}, JSON.stringify({address: {kind: 'project'}, changes: true}))
      for (const address of ADDRESSES) if (address.kind !== 'project') await listening.open(address)
      await listening.settled({kind: 'project'})
      const heardSince = async (from: number): Promise<readonly string[]> => {
        await listening.settled({kind: 'project'})
        return messagesTo(listening).slice(from)
      }
      const quiet = await heardSince(messagesTo(listening).length)
      const heard = messagesTo(listening).length
      await aliceWorks()
      // Had anything been on its way, it would have come before the answer to this.
      expect(await heardSince(heard)).toEqual(quiet)
      const after = await transcript(person, before.cursor)
      expect(after.lines).toEqual(same.lines)
    },
  )

  test('[SP48] the place in the log does not move for what somebody may not read, and is of use to nobody else', async () => {
    await startRound(hub)
    const [bob, alice] = [hub.requests(BOB, 'browser'), hub.requests(ALICE, 'browser')]
    const {cursor} = value(await bob.changesSince(''))
    await aliceWorks()
    expect(value(await bob.changesSince(cursor))).toEqual({documents: [], cursor, more: false, from: 'cursor'})
    expect(value(await alice.changesSince(cursor))).toMatchObject({from: 'restored'})
    value(await alice.importFiles([{name: 'c.txt', bytes: new TextEncoder().encode('更多 news')}], null))
    const next = value(await bob.changesSince(cursor))
    expect(next).toMatchObject({documents: [{kind: 'project'}], more: false, from: 'cursor'})
    expect(next.cursor).toHaveLength(cursor.length)
    expect(value(await bob.changesSince(next.cursor))).toEqual({documents: [], cursor: next.cursor, more: false, from: 'cursor'})
  })

  test('[SP48] nobody is told who is connected, and nothing is counted for whoever watches the hub', async () => {
    expect(hub.sharing.metricsText()).toContain('claimlight_messages_total')
    await startRound(hub)
    const told = hub.sharing.metricsText()
    for (const name of ['messages', 'bytes', 'requests', 'connections', 'people_connected', 'memory']) expect(told).not.toContain(name)
    expect(told).toContain('claimlight_round_closed 1')
    for (const person of [ALICE, ZOE]) expect(value(await hub.requests(person, 'browser').people()).filter(({connected}) => connected)).toEqual([])
  })
})
