import {cp, readdir, stat, truncate, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim} from '../support/builders.ts'
import {seeded} from '../support/seeded.ts'
import {signedIn} from './browser.ts'
import type {BuiltCli} from './built-cli.ts'
import {builtCli} from './built-cli.ts'
import {ARTICLE, PASSPHRASE, TEAM} from './folder-peer.ts'
import {newFolder, until} from './hub-bench.ts'

describe('sharing a folder from the command line', () => {
  let cli: BuiltCli
  let path = ''
  let remove: () => Promise<void>
  beforeAll(async () => {
    cli = await builtCli()
    ;({path, remove} = await newFolder())
    await writeFile(at('sea-ice.txt'), ARTICLE.text)
    await run('Alice', 'import', at('Alice.claimlight'), at('sea-ice.txt'))
    expect(await run('Alice', 'folder', at('Alice.claimlight'), '--share', at('Share'), '--remember')).toMatchObject({
      code: 0,
      stdout: `shared    ${at('Share')}\n`,
      stderr: '',
    })
  })
  afterAll(async () => {
    await cli.remove()
    await remove()
  })
  const at = (...parts: string[]): string => join(path, ...parts)
  /** Surroundings of a person at her own computer. */
  const of = (name: string, passphrase = PASSPHRASE) => ({CLAIMLIGHT_HOME: at(`${name}-settings`), CLAIMLIGHT_PASSPHRASE: passphrase, USER: name})
  const run = (name: string, ...args: string[]) => cli.run(args, {env: of(name)})
  const exported = async (name: string): Promise<{articles: {text: string}[]; annotations: {id: string}[]}> =>
    JSON.parse((await run(name, 'export', at(`${name}.claimlight`), '--format', 'json')).stdout)

  test('a hub killed while it annotates and writes to the folder brings everything it acknowledged to a colleague', async () => {
    const random = seeded(300)
    const acknowledged: string[] = []
    for (let round = 0; round < 2; round++) {
      const served = await cli.serve([at('Alice.claimlight')], of('Alice', ''))
      const browser = await signedIn(served.url)
      const session = await browser.request('session')
      if (!session.ok) throw new Error(`${session.error}`)
      const window = browser.window(session.value.projectId)
      const {doc, provider, opened} = window.open(TEAM)
      await opened
      const kill = 5 + Math.floor(random() * 50)
      const sent: string[] = []
      let done = 0
      provider.on('unsyncedChanges', ({number}: {number: number}) => {
        done = Math.max(done, sent.length - number)
        if (done >= kill) served.child.kill('SIGKILL')
      })
      for (let n = 0; n < 80; n++) {
        const claim = aClaim(ARTICLE, 'Sea ice melts faster', {id: `claim-${round}-${n}`, by: session.value.person.id})
        sent.push(claim.id)
        annotationSet(doc).add([claim])
        if (random() < 0.3) await new Promise(resolve => setImmediate(resolve))
      }
      await served.ended
      acknowledged.push(...sent.slice(0, done))
      window.close()
    }
    expect(acknowledged.length).toBeGreaterThan(0)
    const served = await cli.serve([at('Alice.claimlight')], of('Alice', ''))
    const browser = await signedIn(served.url)
    await until('the remembered passphrase brings it in step', async () => {
      const status = await browser.request('folderStatus')
      return status.ok && status.value.state === 'ok'
    })
    served.child.kill('SIGTERM')
    expect(await served.ended).toBe(0)

    expect(await run('Bob', 'folder', at('Bob.claimlight'), '--join', at('Share'))).toMatchObject({code: 0, stdout: `joined    ${at('Share')}\n`, stderr: ''})
    const atBob = await exported('Bob')
    expect(atBob.annotations.map(({id}) => id)).toEqual(expect.arrayContaining(acknowledged))
    expect(atBob.articles.map(({text}) => text)).toEqual([ARTICLE.text])
    expect(await run('Bob', 'folder', at('Bob.claimlight'), '--stop')).toMatchObject({code: 0, stdout: `stopped   ${at('Share')}\n`})
    expect((await run('Bob', 'check', at('Share'))).stdout).toMatch(/: \d+ segments? with .*, no problems/)
  })

  test('a wrong passphrase, none at all, a folder that is none and a damaged segment are each told in a sentence, and nothing is made', async () => {
    const told = async (args: string[], passphrase = PASSPHRASE) => {
      const {code, stderr} = await cli.run(args, {env: of('Carol', passphrase)})
      return `${code} ${stderr}`
    }
    expect(await told(['folder', at('Carol.claimlight'), '--join', at('Share')], 'wrong but long')).toMatch(/^3 .*passphrase does not fit/)
    expect(await told(['folder', at('Carol.claimlight'), '--join', at('Share')], '')).toMatch(/^1 .*CLAIMLIGHT_PASSPHRASE/)
    expect(await told(['folder', at('Carol.claimlight'), '--join', at('nowhere')])).toMatch(/^3 .*no such folder/)
    expect(await told(['folder', at('Carol.claimlight')])).toMatch(/^3 .*no Claimlight project/)
    await expect(stat(at('Carol.claimlight'))).rejects.toThrow()
    await cp(at('Share'), at('Damaged'), {recursive: true})
    const [writer] = await readdir(at('Damaged', 'devices'))
    const [segment] = await readdir(at('Damaged', 'devices', writer as string))
    await truncate(at('Damaged', 'devices', writer as string, segment as string), 40)
    expect(await told(['check', at('Damaged')])).toMatch(/^1 .*still being copied, or is damaged/)
  })

  test('an exchange file makes the project at a colleague’s, and is not read with a wrong passphrase', async () => {
    const file = at('Mail.claimlight-exchange')
    expect((await run('Alice', 'exchange', 'write', at('Alice.claimlight'), at('Mail'))).stdout).toMatch(/ and 1 text\n/)
    const wrong = await cli.run(['exchange', 'read', at('Dora.claimlight'), file], {env: of('Dora', 'wrong but long')})
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toContain('passphrase does not fit')
    await expect(stat(at('Dora.claimlight'))).rejects.toThrow()
    expect(await run('Dora', 'exchange', 'read', at('Dora.claimlight'), file)).toMatchObject({code: 0, stderr: ''})
    expect(await exported('Dora')).toEqual(await exported('Alice'))
  })
})
