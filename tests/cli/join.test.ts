import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {BuiltCli} from '../hub/built-cli.ts'
import {builtCli} from '../hub/built-cli.ts'
import {signedIn} from '../hub/browser.ts'
import {until} from '../hub/hub-bench.ts'

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

test('one joins a team hub with the link that it printed, works with its texts, and leaves with all of them', async () => {
  const teams = join(path, 'Team.claimlight')
  expect(await cli.run(['import', teams, join(import.meta.dirname, '..', '..', 'resources', 'sample')])).toMatchObject({code: 0})
  const team = await cli.serve([teams, '--listen', '127.0.0.1:0'])
  const invited = await cli.run(['invite', teams, '--name', 'Bob', '--role', 'annotator'])
  const [link = ''] = invited.stdout.split('\n')
  const bobs = {CLAIMLIGHT_HOME: join(path, 'home')}
  const project = join(path, 'Bob’s 工作.claimlight')
  const joined = await cli.run(['join', link, '--folder', project], {env: bobs})
  expect(joined).toMatchObject({code: 0, stdout: `joined    ${project}\n`})
  const served = await cli.serve([project], bobs)
  const bob = await signedIn(served.url)
  await until('the articles are here', async () => {
    const summaries = await bob.request('summaries')
    return summaries.ok && summaries.value.length === 5
  })
  const session = await bob.request('session')
  expect(session).toMatchObject({ok: true, value: {person: {name: expect.any(String), role: 'annotator'}}})
  await until('so are their texts', async () => {
    const summaries = await bob.request('summaries')
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
}, 60_000)

test('a link that was cut short makes nothing', async () => {
  const project = join(path, 'None.claimlight')
  const refused = await cli.run(['join', 'claimlight://join/abc', '--folder', project])
  expect(refused).toMatchObject({code: 1, stdout: '', stderr: expect.stringContaining('not a whole invitation link')})
})
