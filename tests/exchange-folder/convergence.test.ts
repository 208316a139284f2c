import {copyFile, mkdir, open as openFile, readFile, rm} from 'node:fs/promises'
import {basename, join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aClaim, anArticle} from '../support/builders.ts'
import type {FolderSync} from '../../src/storage/exchange-folder/folder-sync.ts'
import type {Home} from './peer.ts'
import {ARTICLE, TEAM, aFolder, aHome, aShare, segmentsOf, syncOf} from './peer.ts'
import {value} from '../support/results.ts'

const DEVICES = ['alice', 'bob', 'carol'] as const
type Device = (typeof DEVICES)[number]
const own = (device: Device): DocumentAddress => ({kind: 'set', article: ARTICLE.id, owner: `annotator:${device}`})

const aDevice = fc.constantFrom(...DEVICES)
const aStep = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('add', 'edit', 'stance', 'resize', 'remove', 'restore', 'text'),
      device: aDevice,
      team: fc.boolean(),
      pick: fc.nat(50),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('flush', 'poll', 'compact', 'restart', 'lose-state'),
      device: aDevice,
      team: fc.constant(true),
      pick: fc.nat(50),
    }),
  },
  // What the sync tool does to `device`'s copy of the folder.
  {weight: 6, arbitrary: fc.record({do: fc.constantFrom('copy', 'copy-part', 'delete-gone'), device: aDevice, team: fc.boolean(), pick: fc.nat(50)})},
)
type Step = typeof aStep extends fc.Arbitrary<infer T> ? T : never

/** One device with a copy of the shared folder of its own; files get from copy to copy only by `copy`. */
type Place = {readonly home: Home; readonly folder: string; readonly state: string; sync: FolderSync}

async function play(steps: readonly Step[]): Promise<void> {
  const root = await aFolder()
  let roundIsOpen = false
  let made = 0
  const acknowledged = new Map<Device | 'team', Set<string>>()
  const places = new Map<Device, Place>()
  const place = (device: Device): Place => places.get(device) as Place

  for (const device of DEVICES) {
    const home = aHome({closed: address => address.kind === 'set' && address.owner.startsWith('annotator:') && !roundIsOpen})
    const folder = join(root.path, device)
    const state = join(root.path, `${device}.state`)
    places.set(device, {home, folder, state, sync: await syncOf(home, await aShare(folder), device, state)})
  }

  const edit = async ({do: what, device, team, pick}: Step): Promise<void> => {
    const {home} = place(device)
    const address = team ? TEAM : own(device)
    const known = await home.claims(address)
    const id = known[pick % Math.max(known.length, 1)]?.id
    const act = {by: device, at: pick}
    const change = (set: AnnotationSet): void => {
      if (what === 'add' || id === undefined) set.add([aClaim(ARTICLE, 'السلام', {id: `${device}-${made}`, by: device})])
      else if (what === 'edit') set.setFeature(id, 'voice', pick % 2 === 0 ? 'quoted' : undefined, act)
      else if (what === 'stance') set.putStance(id, {...act, id: `s${made}`, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: 'favor'}, act)
      else if (what === 'resize') set.resize(id, aClaim(ARTICLE, '和平即将到来').selector, act)
      else if (what === 'remove') set.remove([id], act)
      else set.restore([id], act)
    }
    await home.edit(address, change)
    made++
    const all = acknowledged.get(team ? 'team' : device) ?? new Set()
    for (const claim of await home.claims(address)) all.add(claim.id)
    acknowledged.set(team ? 'team' : device, all)
  }
  const copy = async (to: Device, from: Device, pick: number, part: boolean): Promise<void> => {
    for (const writer of await writersOf(from)) {
      const files = await segmentsOf(place(from).folder, writer)
      const file = files[pick % Math.max(files.length, 1)]
      if (file === undefined) continue
      await mkdir(join(place(to).folder, 'devices', writer), {recursive: true})
      const target = join(place(to).folder, 'devices', writer, basename(file))
      if (!part) await copyFile(file, target)
      else if (!(await segmentsOf(place(to).folder, writer)).includes(target)) {
        const bytes = await readFile(file)
        const handle = await openFile(target, 'w')
        await handle.write(bytes.subarray(0, (pick * 31) % bytes.length))
        await handle.close()
      }
    }
  }
  /** A device writes under its own name and, when it took a new one, under that. */
  const writersOf = async (device: Device): Promise<string[]> => {
    const {readdir} = await import('node:fs/promises')
    return (await readdir(join(place(device).folder, 'devices'))).filter(name => name === device || name.startsWith(`${device}-`))
  }
  const deleteGone = async (at: Device, from: Device): Promise<void> => {
    for (const writer of await writersOf(from)) {
      const there = new Set((await segmentsOf(place(from).folder, writer)).map(path => basename(path)))
      for (const path of await segmentsOf(place(at).folder, writer)) if (!there.has(basename(path))) await rm(path)
    }
  }
  const restart = async (device: Device): Promise<void> => {
    const it = place(device)
    await it.sync.close()
    it.sync = await syncOf(it.home, await aShare(it.folder), device, it.state)
  }
  const take = async (step: Step): Promise<void> => {
    const {device, pick} = step
    const other = DEVICES[(DEVICES.indexOf(device) + 1 + (pick % 2)) % 3] as Device
    if (step.do === 'flush') value(await place(device).sync.flush())
    else if (step.do === 'poll') value(await place(device).sync.poll())
    else if (step.do === 'compact') value(await place(device).sync.compact(2))
    else if (step.do === 'restart') await restart(device)
    else if (step.do === 'lose-state') {
      await place(device).sync.flush()
      await place(device).sync.close()
      await rm(place(device).state)
      place(device).sync = await syncOf(place(device).home, await aShare(place(device).folder), device, place(device).state)
    } else if (step.do === 'copy' || step.do === 'copy-part') await copy(device, other, pick, step.do === 'copy-part')
    else if (step.do === 'delete-gone') await deleteGone(device, other)
    else if (step.do === 'text') {
      const article = anArticle(`Text ${pick} של ${device}`)
      place(device).home.texts.set(article.id, article.text)
    } else await edit(step)
  }

  try {
    for (const step of steps) await take(step)
    roundIsOpen = true
    for (let round = 0; round < 3; round++) {
      for (const device of DEVICES) value(await place(device).sync.flush())
      for (const to of DEVICES) {
        for (const from of DEVICES) {
          if (to === from) continue
          await deleteGone(to, from)
          for (const writer of await writersOf(from)) {
            await mkdir(join(place(to).folder, 'devices', writer), {recursive: true})
            for (const file of await segmentsOf(place(from).folder, writer)) await copyFile(file, join(place(to).folder, 'devices', writer, basename(file)))
          }
        }
      }
      for (const device of DEVICES) expect(value(await place(device).sync.poll())).toMatchObject({unfinished: 0, problems: []})
    }
    for (const address of [TEAM, ...DEVICES.map(own)]) {
      const [a, b, c] = await Promise.all(DEVICES.map(device => place(device).home.claims(address)))
      expect(b).toEqual(a)
      expect(c).toEqual(a)
      const owner = address.kind === 'set' && address.owner !== 'team' ? (address.owner.slice('annotator:'.length) as Device) : 'team'
      const present = new Set(a?.map(({id}) => id))
      for (const id of acknowledged.get(owner) ?? []) expect(present.has(id)).toBe(true)
    }
    const texts = DEVICES.map(device => [...place(device).home.texts.keys()].sort())
    expect(texts[1]).toEqual(texts[0])
    expect(texts[2]).toEqual(texts[0])
    for (const device of DEVICES) expect(place(device).sync.status().shared).toBe(true)
  } finally {
    for (const {sync} of places.values()) await sync.close()
    await root.remove()
  }
}

test('[SF24] whatever is edited, copied late, in parts and in any order, deleted, restarted and forgotten: all converge and nothing is lost', async () => {
  await fc.assert(fc.asyncProperty(fc.array(aStep, {minLength: 10, maxLength: 60}), play), {numRuns: 30})
}, 300_000)
