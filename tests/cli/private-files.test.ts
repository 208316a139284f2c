import {chmod, mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {BuiltCli} from '../hub/built-cli.ts'
import {builtCli} from '../hub/built-cli.ts'
import {signedIn} from '../hub/browser.ts'
import {until} from '../hub/hub-bench.ts'
import {linkOf} from '../hub/share-bench.ts'
import {sharedWithOthers} from '../support/odd-files.ts'

const PASSPHRASE = {CLAIMLIGHT_PASSPHRASE: 'purple otter says שלום 和平'}
const isUnix = process.platform !== 'win32'
let cli: BuiltCli
let path = ''
let umask = 0
beforeAll(async () => {
  cli = await builtCli()
  path = await mkdtemp(join(tmpdir(), 'claimlight-private-'))
  // Nothing is held back for us: what is private is private by what we ask for.
  umask = process.umask(0)
  await mkdir(join(path, 'all'))
  await writeFile(join(path, 'ice.txt'), 'Sea ice melts faster. 🧊')
})
afterAll(async () => {
  process.umask(umask)
  await cli.remove()
  await rm(path, {recursive: true, force: true})
})

test.runIf(isUnix)(
  '[FP1] nobody else on the machine may read what a hub, a guest, a share, a backup, an export, a repair and an exchange file leave, whatever the umask',
  async () => {
    const at = (name: string): string => join(path, 'all', name)
    const project = at('Team.claimlight')
    const bobs = {CLAIMLIGHT_HOME: at('bob home'), ...PASSPHRASE}
    const alices = {env: {CLAIMLIGHT_HOME: at('alice home'), ...PASSPHRASE}}
    await mkdir(join(path, 'carried'))
    expect(await cli.run(['import', project, join(path, 'ice.txt')], alices)).toMatchObject({code: 0})
    expect(await cli.run(['folder', project, '--share', join(path, 'carried', 'share'), '--remember'], alices)).toMatchObject({code: 0})
    const team = await cli.serve([project, '--listen', '127.0.0.1:0'], alices.env)
    const [link = ''] = (await cli.run(['invite', project, '--name', 'Bob', '--role', 'annotator'], alices)).stdout.split('\n')
    const copy = at('Bob.claimlight')
    expect(await cli.run(['join', link, '--folder', copy, '--yes', `--fingerprint=${linkOf(link).fingerprint}`], {env: bobs})).toMatchObject({code: 0})
    const served = await cli.serve([copy], bobs)
    const bob = await signedIn(served.url)
    await until('the text is here', async () => {
      const summaries = await bob.request('summaries', null)
      return summaries.ok && summaries.value.length === 1
    })
    // While all is open, too: what lies beside a database, locks, what is half written.
    expect((await readdir(project)).sort()).toEqual(
      expect.arrayContaining(['access.json', 'certificate.json', 'shared-folder.state', 'store.db', 'store.db-wal']),
    )
    expect(await readdir(copy)).toEqual(expect.arrayContaining(['upstream.json', 'store.db-wal']))
    expect(sharedWithOthers(project)).toEqual([])
    expect(sharedWithOthers(copy)).toEqual([])
    expect(await cli.run(['backup', project, '--out', at('backup')], alices)).toMatchObject({code: 0})
    for (const each of [served, team]) each.child.kill('SIGTERM')
    await Promise.all([served.ended, team.ended])
    expect(await cli.run(['exchange', 'write', project, at('Team')], alices)).toMatchObject({code: 0})
    expect(await cli.run(['export', project, '--out', at('Team.json')], alices)).toMatchObject({code: 0})
    expect(await cli.run(['repair', project], alices)).toMatchObject({code: 0})
    expect(await readdir(at('alice home'))).toContain('secrets')
    for (const name of await readdir(join(path, 'all'))) expect(sharedWithOthers(at(name))).toEqual([])
  },
  240_000,
)

test.runIf(isUnix)('[FP2] a project of an older version is made private when it is opened', async () => {
  const project = join(path, 'Old.claimlight')
  expect(await cli.run(['import', project, join(path, 'ice.txt')])).toMatchObject({code: 0})
  const [article = ''] = await readdir(join(project, 'articles'))
  for (const name of ['store.db', 'manifest.json', `articles/${article}`]) await chmod(join(project, name), 0o644)
  await chmod(join(project, 'articles'), 0o755)
  expect(sharedWithOthers(project)).toHaveLength(4)
  expect(await cli.run(['import', project, join(path, 'ice.txt')])).toMatchObject({code: 0})
  expect(sharedWithOthers(project)).toEqual([])
})
