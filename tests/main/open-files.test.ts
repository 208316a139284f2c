import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {ownArguments, parseStarted, whatToOpen} from '../../src/main/open-files.ts'
import {temporaryFolder} from '../storage/temporary.ts'

test('of the arguments only what the user gave counts', () => {
  expect(ownArguments(['/opt/Claimlight/claimlight', '--no-sandbox', 'A.claimlight'], true)).toEqual(['A.claimlight'])
  expect(ownArguments(['electron', '--inspect=0', '.', '--user-data-dir=/x', 'A.claimlight', ''], false)).toEqual(['A.claimlight'])
})

test('folders are projects, texts are articles, links are invitations, also by file: address and relative to where it was started', async () => {
  const home = await temporaryFolder()
  await mkdir(join(home, 'Presse 🗞.claimlight'))
  await writeFile(join(home, 'Presse 🗞.claimlight', 'manifest.json'), '{}')
  await writeFile(join(home, 'قناة.TXT'), 'text')
  const project = {kind: 'project', path: join(home, 'Presse 🗞.claimlight')}
  const opened = await whatToOpen({
    args: ['Presse 🗞.claimlight', join('Presse 🗞.claimlight', 'manifest.json'), pathToFileURL(join(home, 'قناة.TXT')).href, 'CLAIMLIGHT://join/x'],
    folder: home,
  })
  expect(opened).toEqual([project, project, {kind: 'article', path: join(home, 'قناة.TXT')}, {kind: 'invitation', link: 'CLAIMLIGHT://join/x'}])
})

test('whatever else is given is answered with a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), async args => {
      const opened = await whatToOpen({args: args.map(arg => `nowhere/${arg}`), folder: '/does/not/exist'})
      expect(opened).toHaveLength(args.length)
      for (const thing of opened) expect(thing.kind === 'odd' && `${thing.reason}`).toMatch(/^[A-Z].*[.]$/s)
    }),
  )
})

test('a second start tells arguments and folder; from another version it may tell anything', () => {
  expect(parseStarted({args: ['a'], folder: '/b', more: 1})).toEqual({args: ['a'], folder: '/b'})
  for (const odd of [undefined, null, 'a', {}, {args: 'a', folder: '/'}, {args: [1], folder: '/'}]) expect(parseStarted(odd)).toBeUndefined()
})
