import {ownerOf} from '../../src/core/round/owner.ts'
import {mkdir, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {articleId} from '../../src/core/article/article.ts'
import type {Result} from '../../src/core/result.ts'
import {aPerson, newFolder, until, windowOf} from './hub-bench.ts'
import {courier} from './folder-courier.ts'
import type {Peer} from './folder-peer.ts'
import {ARTICLE, OTHER_TEXT, PASSPHRASE, TEAM, aPeer, file, settled} from './folder-peer.ts'
import {copyClosedProject} from '../support/copied-project.ts'
import {refusal, value} from '../support/results.ts'
import {seeded} from '../support/seeded.ts'
import {openRound, startRound} from '../support/rounds.ts'

let home: Awaited<ReturnType<typeof newFolder>>
let peers: Peer[] = []
beforeEach(async () => {
  home = await newFolder()
})
afterEach(async () => {
  for (const peer of peers) await peer.close()
  peers = []
  await home.remove()
})
const at = (...parts: string[]): string => join(home.path, ...parts)
async function peer(name: string, given: Parameters<typeof aPeer>[2] = {}, place = name): Promise<Peer> {
  const made = await aPeer(name, at(place), given)
  peers.push(made)
  return made
}
/** Bob has joined the folder that Alice shares. */
async function aliceAndBob(): Promise<{alice: Peer; bob: Peer}> {
  const alice = await peer('Alice')
  await alice.exchangeBy('share')
  await settled(alice)
  const bob = await peer('Bob')
  value(await bob.api.shareFolder({path: alice.share, passphrase: PASSPHRASE, join: true, remember: false}))
  return {alice, bob}
}
async function close(each: Peer): Promise<void> {
  peers = peers.filter(other => other !== each)
  await each.close()
}
const problem = async (each: Peer): Promise<string> => {
  await until('there is a problem', () => each.status().state === 'problem')
  const status = each.status()
  return status.state === 'none' ? '' : `${status.why ?? ''}`
}

test('[SF56] what one would join is read before anything is written: the project, whose devices write there, and their keys', async () => {
  const alice = await peer('Alice')
  await alice.exchangeBy('share')
  await settled(alice)
  const bob = await peer('Bob')
  const before = await readdir(join(alice.share, 'devices'))
  const offer = value(await bob.api.lookAtFolder(alice.share, PASSPHRASE))
  const keys = (await alice.project()).keys.all().map(({id}) => id)
  expect(keys.length).toBe(1)
  expect(offer).toEqual({projectName: (await alice.project()).name(), isThis: true, people: [{name: 'Alice', keys}]})
  expect(refusal(await bob.api.lookAtFolder(alice.share, `${PASSPHRASE} wrong`))).toContain('passphrase')
  expect(await readdir(join(alice.share, 'devices'))).toEqual(before)
  expect(bob.status()).toEqual({state: 'none'})
})

describe('hubs that exchange a project through a shared folder', () => {
  test('[SF24] have the same in the end, whatever is annotated meanwhile and however late and cut the folder is carried', async () => {
    const random = seeded(7)
    const alice = await peer('Alice')
    value(await alice.api.importFiles([file('sea-ice.txt', ARTICLE.text)], null))
    await alice.mark('alice-before')
    await alice.exchangeBy('share')
    await settled(alice)
    const between = courier([at('Alice', 'Share'), at('Bob', 'Share'), at('Carol', 'Share')], random)
    while (!(await between.step()));
    const bob = await peer('Bob')
    const carol = await peer('Carol')
    await bob.exchangeBy('join')
    await carol.exchangeBy('join')

    for (let n = 0; n < 4; n++) {
      for (const each of [alice, bob, carol]) if (random() < 0.7) await each.mark(`${each.person.id}-${n}`, '和平即将到来')
      if (n === 1) value(await bob.api.importFiles([file('second.txt', OTHER_TEXT)], null))
      await between.step()
    }
    await until('all have the same', async () => {
      await between.finish()
      const [one, two, three] = await Promise.all(
        [alice, bob, carol].map(async each => [await each.marked(), (await each.project()).articles.all().map(({id}) => id)]),
      )
      return JSON.stringify(one) === JSON.stringify(two) && JSON.stringify(two) === JSON.stringify(three) && one?.[1]?.length === 2
    })
    expect(await carol.marked()).toContain('alice-before')
    for (const each of [alice, bob, carol]) {
      await settled(each)
      expect(await each.api.articleText(articleId(OTHER_TEXT))).toEqual({ok: true, value: OTHER_TEXT})
      expect(await each.api.articleText(ARTICLE.id)).toEqual({ok: true, value: ARTICLE.text})
      expect(
        (await each.project()).people
          .all()
          .map(({name}) => name)
          .sort(),
      ).toEqual(['Alice', 'Bob', 'Carol'])
      expect(await each.api.checkProject()).toMatchObject({ok: true, value: {problems: []}})
    }
  })

  test('[SF40] show a colleague’s work, which the log has by then, in windows that are open, and tell them that something changed', async () => {
    const {alice, bob} = await aliceAndBob()
    const window = windowOf(bob.hub, bob.person)
    const {doc, opened} = window.open(TEAM)
    const projectOpened = window.open({kind: 'project'}).opened
    await Promise.all([opened, projectOpened])
    await alice.mark('offline', 'השלום קרוב')
    await until('the window has it', () =>
      annotationSet(doc)
        .all()
        .some(({id}) => id === 'offline'),
    )
    await until('the window was told', () => window.events.some(({type}) => type === 'sharing'))
    window.close()
    expect(await bob.marked()).toEqual(['offline'])
  })

  test('[SF45] make a colleague’s project from the folder, with the name it has there', async () => {
    const alice = await peer('Alice')
    value(await alice.hub.changeProject(project => project.rename('Ceasefire 和平')))
    await alice.mark('from Alice')
    await alice.exchangeBy('share')
    await settled(alice)
    const other = await peer('Bob', {projectId: 'project-2'}, 'Elsewhere')
    const wish = {path: alice.share, passphrase: PASSPHRASE, remember: true}
    expect(refusal(await other.api.projectFromFolder({...wish, project: join(alice.share, 'P.claimlight')}))).toContain('project itself lies in this folder')
    expect(refusal(await other.api.projectFromFolder({...wish, project: other.path}))).toContain('something there already')
    const made = value(await other.api.projectFromFolder({...wish, project: at('Bob', 'Project.claimlight')}))
    expect(made).toBe(at('Bob', 'Project.claimlight'))
    const bob = await peer('Bob', {secrets: at('Elsewhere', 'settings')})
    await settled(bob)
    expect(await bob.marked()).toEqual(['from Alice'])
    expect(value(await bob.api.session()).projectName).toBe('Ceasefire 和平')
  })

  test('[SF42] go on by themselves after a restart when the passphrase is remembered, in a file that only this user can read', async () => {
    const alice = await peer('Alice')
    await alice.exchangeBy('share', true)
    await settled(alice)
    await close(alice)
    const secret = (await readdir(at('Alice', 'settings', 'secrets'))).find(name => name.startsWith('share-'))
    const kept = await stat(at('Alice', 'settings', 'secrets', secret as string))
    expect(kept.mode & 0o777).toBe(0o600)
    expect(await readFile(join(alice.path, 'shared-folder.json'), 'utf8')).not.toContain(PASSPHRASE)

    const again = await peer('Alice')
    await settled(again)
    const stopped = value(await again.api.stopSharedFolder())
    expect(stopped).toEqual({state: 'none'})
    expect((await readdir(at('Alice', 'settings', 'secrets'))).filter(name => name.startsWith('share-'))).toEqual([])
  })

  test('[SF42] say that the passphrase is needed after a restart without it, and go on when it is typed', async () => {
    const alice = await peer('Alice')
    await alice.exchangeBy('share')
    await settled(alice)
    await close(alice)
    const again = await peer('Alice')
    expect(await problem(again)).toContain('The passphrase of the shared folder is needed')
    expect(again.status()).toMatchObject({passphraseNeeded: true})
    await again.mark('meanwhile')
    expect(refusal(await again.api.shareFolder({path: again.share, passphrase: 'not this one', join: true, remember: false}))).toContain(
      'passphrase does not fit',
    )
    expect(await problem(again)).toContain('is needed')
    await again.exchangeBy('join')
    await settled(again)
    const bob = await peer('Bob')
    value(await bob.api.shareFolder({path: again.share, passphrase: PASSPHRASE, join: true, remember: false}))
    await until('Bob has it', async () => (await bob.marked()).includes('meanwhile'))
  })

  test('[SF41] keep working while the folder is away, at the start too, and go on when it is back', async () => {
    const alice = await peer('Alice')
    await alice.exchangeBy('share', true)
    await settled(alice)
    await rename(alice.share, at('unplugged'))
    await until('it is said', async () => (await problem(alice)).includes('is not there at present'))
    await alice.mark('on the train')
    await close(alice)
    const again = await peer('Alice')
    expect(await problem(again)).toContain('is not there at present')
    await expect(stat(again.share)).rejects.toThrow()
    await rename(at('unplugged'), again.share)
    await settled(again)
    expect(await again.marked()).toEqual(['on the train'])
  })

  test('[SF3] [SF43] refuse a foreign project, a newer version, no share, a share that is there, and a folder inside the project, and change nothing', async () => {
    const alice = await peer('Alice')
    const stranger = await peer('Bob', {projectId: 'project-2'})
    await stranger.exchangeBy('share')
    const wish = {path: stranger.share, passphrase: PASSPHRASE, join: true, remember: true}
    expect(refusal(await alice.api.shareFolder(wish))).toContain('belongs to another project')
    expect(refusal(await alice.api.shareFolder({...wish, join: false}))).toContain('already shared')
    expect(refusal(await alice.api.shareFolder({...wish, passphrase: 'wrong but long'}))).toMatch(/another project|does not fit/)
    expect(refusal(await alice.api.shareFolder({...wish, path: at('nowhere')}))).toContain('There is no such folder')
    expect(refusal(await alice.api.shareFolder({...wish, path: 'relative'}))).toContain('whole path')
    expect(refusal(await alice.api.shareFolder({...wish, join: false, path: join(alice.path, 'inside')}))).toContain('part of the project')
    expect(refusal(await alice.api.shareFolder({...wish, join: false, path: at('Alice')}))).toContain('project itself lies in this folder')
    expect(refusal(await alice.api.shareFolder({...wish, join: false, path: at('new'), passphrase: 'short'}))).toContain('too short')
    const description = join(stranger.share, 'share.json')
    await writeFile(description, (await readFile(description, 'utf8')).replace('"version": 1', '"version": 2'))
    expect(refusal(await alice.api.shareFolder(wish))).toContain('newer version')
    await writeFile(description, '{"format": "claimlight-sh')
    expect(refusal(await alice.api.shareFolder(wish))).toContain('cut short or damaged')
    expect(alice.status()).toEqual({state: 'none'})
    expect((await readdir(alice.path)).filter(name => name.startsWith('shared-folder'))).toEqual([])
    expect(await readdir(at('Alice', 'settings', 'secrets'))).toEqual(['person-key'])
  })

  test('[SF16] write under a name of their own when a project was copied, and both copies stay in step', async () => {
    const alice = await peer('Alice')
    await alice.exchangeBy('share', true)
    await alice.mark('before the copy')
    await settled(alice)
    await close(alice)
    await mkdir(at('Laptop'))
    await copyClosedProject(alice.path, at('Laptop', 'Project.claimlight'))
    const [tower, laptop] = [await peer('Alice'), await peer('Alice', {secrets: at('Alice', 'settings')}, 'Laptop')]
    await tower.mark('on the tower')
    await laptop.mark('on the laptop')
    await until('both have all', async () => (await tower.marked()).length === 3 && (await laptop.marked()).length === 3)
    expect(await readdir(join(alice.share, 'devices'))).toHaveLength(2)
  })

  test('[SF20] [SF21] keep a closed round closed, and bring everything when it is opened', async () => {
    const {alice, bob} = await aliceAndBob()
    await settled(bob)
    const {id} = await startRound(alice.hub)
    await until('Bob knows of the round', async () => (await bob.project()).rounds.all().length === 1)
    const bobs: DocumentAddress = {kind: 'set', article: ARTICLE.id, owner: ownerOf('bob', id)}
    await bob.mark('blind', '和平即将到来', bobs)
    await settled(bob)
    await until('Alice sees that something is sealed', () => JSON.stringify(alice.status()).includes('sealed until the round is opened'))
    expect(await alice.marked(bobs)).toEqual([])
    await openRound(alice.hub, id)
    await until('Alice has it', async () => (await alice.marked(bobs)).includes('blind'))
  })

  test('[SF23] hold back what somebody may not change, say so, and take it when she may', async () => {
    const {alice, bob} = await aliceAndBob()
    await until('Alice knows Bob', async () => (await alice.project()).people.get('bob') !== undefined)
    value(await alice.api.setRole('bob', 'annotator'))
    value(await bob.hub.changeProject(project => project.rename('Bob’s idea')))
    await bob.mark('as annotator')
    await until('Alice has what an annotator may', async () => (await alice.marked()).includes('as annotator'))
    await until('Alice is told', () => JSON.stringify(alice.status()).includes('held back'))
    expect((await alice.project()).name()).not.toBe('Bob’s idea')
    value(await alice.api.setRole('bob', 'curator'))
    await until('it is taken', async () => (await alice.project()).name() === 'Bob’s idea')
  })

  test('[SF44] leave folders and files to who sits at the computer', async () => {
    const alice = await peer('Alice')
    const guest = alice.hub.requests(aPerson('Bob', 'admin'), 'browser')
    value(await guest.session())
    const wish = {path: at('Taken'), passphrase: PASSPHRASE, join: false, remember: false}
    const answers: readonly Result<unknown>[] = [
      await guest.shareFolder(wish),
      await guest.folderStatus(),
      await guest.writeExchange(at('x'), PASSPHRASE),
      await guest.readExchange(at('x'), PASSPHRASE),
    ]
    for (const answer of answers) expect(refusal(answer)).toContain('Only the person at the computer')
    await expect(stat(at('Taken'))).rejects.toThrow()
  })
})

describe('an exchange file', () => {
  test('[SF30] [SF40] carries all to a colleague and back, and reading it again changes nothing and logs nothing', async () => {
    const alice = await peer('Alice')
    value(await alice.api.importFiles([file('sea-ice.txt', ARTICLE.text)], null))
    await alice.mark('from Alice', 'السلام قريب')
    const written = value(await alice.api.writeExchange(at('For Bob'), PASSPHRASE))
    expect(written).toMatchObject({path: at('For Bob.claimlight-exchange'), texts: 1, withheld: 0})

    const bob = await peer('Bob')
    await bob.mark('from Bob')
    const logged: string[] = []
    for (let n = 0; n < 2; n++) {
      expect(value(await bob.api.readExchange(written.path, PASSPHRASE))).toMatchObject({texts: 1, held: 0, problems: []})
      expect(await bob.marked()).toEqual(['from Alice', 'from Bob'])
      expect(await bob.api.articleText(ARTICLE.id)).toEqual({ok: true, value: ARTICLE.text})
      logged.push(await bob.logged())
    }
    expect(logged).toEqual([expect.stringMatching(/./), logged[0]])
    const back = value(await bob.api.writeExchange(at('For Alice'), 'another passphrase'))
    value(await alice.api.readExchange(back.path, 'another passphrase'))
    expect(await alice.marked()).toEqual(['from Alice', 'from Bob'])
  })

  test('[SF32] that is cut short, foreign, or opened with a wrong passphrase is refused, and nothing is taken from it', async () => {
    const alice = await peer('Alice')
    await alice.mark('from Alice')
    const {path} = value(await alice.api.writeExchange(at('For Bob'), PASSPHRASE))
    const bob = await peer('Bob')
    const carol = await peer('Carol', {projectId: 'project-2'})
    expect(refusal(await bob.api.readExchange(path, 'wrong but long'))).toContain('passphrase does not fit')
    expect(refusal(await carol.api.readExchange(path, PASSPHRASE))).toContain('another project')
    expect(refusal(await bob.api.readExchange(at('nothing'), PASSPHRASE))).toContain('is not there')
    const bytes = await readFile(path)
    await writeFile(path, bytes.subarray(0, bytes.length - 7))
    expect(refusal(await bob.api.readExchange(path, PASSPHRASE))).toContain('cut short or damaged')
    await rm(path)
    await mkdir(path)
    expect(refusal(await bob.api.writeExchange(path, PASSPHRASE))).toContain('could not be written')
    expect(await bob.marked()).toEqual([])
  })
})
