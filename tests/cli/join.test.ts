import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {writeUpstream} from '../../src/hub/upstream/upstream-settings.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {readDevice} from '../../src/storage/device.ts'
import type {BuiltCli} from '../hub/built-cli.ts'
import {builtCli} from '../hub/built-cli.ts'
import {signedIn} from '../hub/browser.ts'
import {aHub, ALICE, aProjectFolder, until, windowOf} from '../hub/hub-bench.ts'
import {linkOf} from '../hub/share-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {startRound} from '../support/rounds.ts'

let cli: BuiltCli
let path = ''
beforeAll(async () => {
  cli = await builtCli()
  path = await mkdtemp(join(tmpdir(), 'claimlight-join-'))
})
afterAll(async () => {
  await cli.remove()
  await rm(path, {recursive: true, force: true})
})

test('[SEC30] [SP36] one joins a team hub with the link that it printed, works with its texts, and leaves with all of them', async () => {
  const teams = join(path, 'Team.claimlight')
  expect(await cli.run(['import', teams, join(import.meta.dirname, '..', '..', 'resources', 'sample')])).toMatchObject({code: 0})
  const team = await cli.serve([teams, '--listen', '127.0.0.1:0'])
  const invited = await cli.run(['invite', teams, '--name', 'Bob', '--role', 'annotator'])
  const [link = ''] = invited.stdout.split('\n')
  const bobs = {CLAIMLIGHT_HOME: join(path, 'home')}
  const project = join(path, 'Bob’s 工作.claimlight')
  const {fingerprint} = linkOf(link)
  const flags = ['--folder', project, '--device', 'Laptop of Bob']
  const unasked = await cli.run(['join', link, ...flags], {env: bobs})
  expect(unasked).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/no terminal to ask at.*shows it under Share, and claimlight serve prints it.*Nothing was sent/),
  })
  const shown = /^Fingerprint (.+)$/m.exec(team.stdout())?.[1] ?? ''
  expect(shown).not.toBe('')
  expect([unasked.stderr.includes(fingerprint), unasked.stderr.includes(shown.slice(0, 4))]).toEqual([false, false])
  const wrong = await cli.run(['join', link, ...flags, '--yes', '--fingerprint', 'A'.repeat(20)], {env: bobs})
  expect(wrong).toMatchObject({code: 1, stdout: '', stderr: expect.stringContaining('leads to another hub than the one you named')})
  expect((await cli.run(['invitations', teams])).stdout).toContain('\topen\t')
  const joined = await cli.run(['join', '-', ...flags, '--yes', '--fingerprint', shown], {env: {...bobs, CLAIMLIGHT_INVITATION: link}})
  expect(joined).toMatchObject({code: 0, stdout: `joined    ${project}\n`})
  expect((await cli.run(['invitations', teams])).stdout).toMatch(/\tused\tannotator\tBob\t[-\d]+\t1\n$/)
  const tower = join(path, 'Tower.claimlight')
  const second = await cli.run(['join', link, '--folder', tower, '--yes', '--fingerprint', shown], {env: {CLAIMLIGHT_HOME: join(path, 'second')}})
  expect(second).toMatchObject({code: 4, stdout: `waiting   ${tower}\n`, stderr: expect.stringMatching(/not in yet.*with the code \w{3}-\w{3} is yours/)})
  // A second invitation in his name would make him a second person.
  const [again = ''] = (await cli.run(['invite', teams, '--name', 'Bob', '--role', 'annotator'])).stdout.split('\n')
  const phone = ['join', again, '--folder', join(path, 'Phone.claimlight'), '--yes', '--fingerprint', shown]
  const home = {env: {CLAIMLIGHT_HOME: join(path, 'third')}}
  expect(await cli.run(phone, home)).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/called “Bob” is in this project already.*Nothing was sent.*--as-new-person/),
  })
  expect((await cli.run(['invitations', teams])).stdout).toContain('\topen\tannotator\tBob\t')
  expect(await cli.run([...phone, '--as-new-person'], home)).toMatchObject({code: 0})
  const served = await cli.serve([project], bobs)
  const bob = await signedIn(served.url)
  await until('the articles are here', async () => {
    const summaries = await bob.request('summaries', null)
    return summaries.ok && summaries.value.length === 5
  })
  // As the invitation calls him, not as this computer calls its user.
  const session = await bob.request('session')
  expect(session).toMatchObject({ok: true, value: {person: {name: 'Bob', role: 'annotator'}}})
  await until('so are their texts', async () => {
    const summaries = await bob.request('summaries', null)
    if (!summaries.ok) return false
    const texts = await Promise.all(summaries.value.map(({article}) => bob.request('articleText', article)))
    return texts.every(({ok}) => ok)
  })
  for (const each of [served, team]) each.child.kill('SIGTERM')
  expect(await served.ended).toBe(0)
  expect(await team.ended).toBe(0)
  expect(await cli.run(['leave', project], {env: bobs})).toMatchObject({code: 0, stdout: `left      ${project}\n`})
  expect(await cli.run(['check', project], {env: bobs})).toMatchObject({code: 0})
  expect(await cli.run(['leave', project], {env: bobs})).toMatchObject({
    code: 1,
    stderr: `claimlight: ${project} goes with no other hub. There is nothing to leave.\n`,
  })
})

test('a link that was cut short makes nothing', async () => {
  const project = join(path, 'None.claimlight')
  const refused = await cli.run(['join', 'claimlight://join/abc', '--folder', project])
  expect(refused).toMatchObject({code: 1, stdout: '', stderr: expect.stringContaining('not a whole invitation link')})
})

describe('on a second device of somebody, whose project is another hub’s', () => {
  const BOBS_TOWER = {id: 'bobs-tower-person', name: 'Bob'}
  const BOB: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
  let project = ''
  let env: NodeJS.ProcessEnv = {}
  beforeAll(async () => {
    project = join(path, 'Second 和平.claimlight')
    env = {CLAIMLIGHT_HOME: join(path, 'tower')}
    const article = anArticle(MIXED_TEXT)
    const hub = await aHub(await aProjectFolder(project))
    await hub.requests(ALICE, 'browser').importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(article.text)}], null)
    await hub.changeProject(({people}) => people.put(BOB))
    const round = await startRound(hub)
    for (const person of [ALICE, BOB]) {
      const window = windowOf(hub, person)
      const set = window.open({kind: 'set', article: article.id, owner: ownerOf(person.id, round.id)})
      await set.opened
      annotationSet(set.doc).add([aClaim(article, 'السلام قريب', {id: `of ${person.id}`, by: person.id})])
      await set.saved()
      window.close()
    }
    await hub.close()
    const {person} = await readDevice(env.CLAIMLIGHT_HOME as string, {newId: () => BOBS_TOWER.id, userName: 'Bob'})
    expect(person.id).toBe(BOBS_TOWER.id)
    await writeUpstream(project, {origins: ['https://192.0.2.1:1'], fingerprint: '', session: 's', owner: BOBS_TOWER.id, person: {id: 'bob', name: 'Bob'}})
  })

  test('[DS1] export and check read her own set of a closed round, and nobody else’s; an export says so', async () => {
    const exported = await cli.run(['export', project], {env})
    expect(exported.code).toBe(0)
    expect(exported.stderr).toMatch(
      /^claimlight: The round “.+” is closed, so the file holds your annotations only\. .+ until the round is opened\. Export again then\.\n$/,
    )
    expect(JSON.parse(exported.stdout).leftOut).toMatchObject({reason: 'closed-round', only: ['annotator:bob', expect.stringMatching(/^round:.+\/bob$/)]})
    expect(exported.stdout).toContain('of bob')
    expect(exported.stdout).not.toContain('of alice')
    expect((await cli.run(['check', project], {env})).stdout).toContain('1 article, 1 annotation, no problems')
  })

  test('the project is not shared onward', async () => {
    const sentence = 'claimlight: This project is shared from another computer already. Ask the people who run it for invitations.\n'
    expect(await cli.run(['serve', project, '--no-open', '--listen', '127.0.0.1:0'], {env})).toEqual({code: 3, stdout: '', stderr: sentence})
    expect(await cli.run(['invite', project, '--name', 'Carol', '--role', 'reader'], {env})).toEqual({code: 1, stdout: '', stderr: sentence})
  })
})
