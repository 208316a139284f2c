import {act, screen, waitFor, within} from '@testing-library/react'
import {expect, onTestFinished, test} from 'vitest'
import type {Hub} from '../../src/hub/hub.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {digitCommand} from '../../src/renderer/annotate/digit-command.ts'
import {createEntity} from '../../src/renderer/claims/registry-acts.ts'
import {fileOf} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import type {Colleague} from './window.tsx'
import {aColleague, aProject, inText, lines, openWindow, PEOPLE, saved} from './window.tsx'

const TEXT = 'Zoë met the group Hamas in Doha 👩‍👩‍👧.\n\nقال الوزير إن السلام قريب.\n'
const UNDO = '{Control>}z{/Control}'

const exported = async (hub: Hub) => JSON.parse(await fileOf(value(await hub.requests(PEOPLE.Alice, 'browser').exportDataset('utf16'))))

/** What Bob does with what Alice marked, and how her list and details show it. */
const DEEDS: readonly {
  readonly what: string
  readonly key: string
  readonly act: (bob: Colleague) => void
  readonly shown: () => void
  readonly word: string
}[] = [
  {
    what: 'resized',
    key: 'e',
    act: bob => bob.does('annotate.growStart'),
    shown: () => expect(lines()[0]?.textContent).toContain('group Hamas'),
    word: 'resized Entity “group Hamas”',
  },
  {
    what: 'given a stance on',
    key: 'c',
    act: ({workspace, does}) => {
      workspace.setTarget(createEntity(workspace, '和平'))
      does('stance:favor')
    },
    shown: () => expect(screen.getByRole('group', {name: 'Stance towards 和平'})).toBeTruthy(),
    word: 'given a stance on Claim “Hamas”',
  },
]

for (const {what, key, act: deed, shown, word} of DEEDS)
  test(`[UN2] what a colleague has ${what} stays when its maker takes it back, and she is told`, async () => {
    const hub = await aProject(TEXT)
    const bob = await aColleague(hub, {as: 'Bob'})
    const alice = await openWindow(hub, {as: 'Alice'})
    alice.selectWords('Hamas')
    await alice.person.keyboard(key)
    await bob.chooseFirst()
    deed(bob)
    await alice.person.click(lines()[0] as HTMLElement)
    await waitFor(shown)
    inText()
    await alice.person.keyboard(UNDO)
    expect(await screen.findByText(`Bob has ${word} since; it stays.`)).toBeTruthy()
    await saved()
    shown()
    expect(bob.listed()).toMatchObject([{by: 'alice', editedBy: 'bob'}])
    expect(await exported(hub)).toMatchObject({annotations: [{by: 'alice', editedBy: 'bob'}], removedAnnotations: []})
  })

test('[UN2] a label that a colleague changed is passed over with a word, and the annotation is not taken with it', async () => {
  const hub = await aProject(TEXT)
  const bob = await aColleague(hub, {as: 'Bob'})
  const alice = await openWindow(hub, {as: 'Alice'})
  alice.selectWords('Hamas')
  await alice.person.keyboard('e2')
  expect(lines()[0]?.textContent).toContain('Organisation')
  await waitFor(() => expect(bob.listed()).toMatchObject([{features: {type: 'ORG'}}]))
  await bob.chooseFirst()
  digitCommand('1')(bob.workspace, atOnce)
  await waitFor(() => expect(lines()[0]?.textContent).toContain('Person'))
  await alice.person.keyboard(UNDO)
  expect(await screen.findByText('Bob has labelled Entity “Hamas” since; it stays.')).toBeTruthy()
  await saved()
  expect(lines()[0]?.textContent).toContain('Person')
  expect(bob.listed()).toMatchObject([{features: {type: 'PERSON'}}])
  expect(screen.getByRole<HTMLButtonElement>('button', {name: 'Undo'}).disabled).toBe(true)
})

test('[UN4] undoing a removal selects what came back; an Undo in a message goes once it was taken back elsewhere', async () => {
  const alice = await openWindow(await aProject(TEXT), {as: 'Alice'})
  const offered = () => within(screen.getByRole('region', {name: 'News'})).queryByRole('button', {name: 'Undo'})
  const press = async (name: string) => alice.person.click(screen.getByRole('button', {name}))
  const selected = () =>
    lines()
      .filter(line => line.getAttribute('aria-selected') === 'true')
      .map(line => line.textContent)
  alice.selectWords('Hamas')
  await alice.person.keyboard('e{Delete}')
  expect([lines(), offered()]).toEqual([[], expect.anything()])
  await press('Undo: removal of Entity “Hamas”')
  expect(screen.getByText('Undone: removal of Entity “Hamas”.')).toBeTruthy()
  expect([offered(), selected()]).toEqual([null, [expect.stringContaining('Hamas')]])
  inText()
  await alice.person.keyboard('{Delete}')
  await alice.person.click(offered() as HTMLElement)
  expect(selected()).toEqual([expect.stringContaining('Hamas')])
  await press('Undo: Entity “Hamas”')
  expect(lines()).toEqual([])
  await press('Redo: Entity “Hamas”')
  expect(selected()).toEqual([expect.stringContaining('Hamas')])
})

test('what an undo or a colleague changes at the caret is said once, as the act; the caret says what it comes into', async () => {
  const hub = await aProject(TEXT)
  const bob = await aColleague(hub, {as: 'Bob'})
  const alice = await openWindow(hub, {as: 'Alice'})
  const standing: string[] = []
  const watch = new MutationObserver(() => standing.push(document.querySelector('.article-announcement')?.textContent ?? ''))
  const acts = () => document.querySelector('[data-announcer]')?.textContent
  alice.selectWords('Hamas')
  watch.observe(document.querySelector('.article-announcement') as Element, {childList: true, characterData: true, subtree: true})
  onTestFinished(() => watch.disconnect())
  await alice.person.keyboard('e')
  await waitFor(() => expect(acts()).toBe('Entity “Hamas” is marked.'))
  const inside = TEXT.indexOf('Hamas') + 2
  act(() => alice.workspace.panes.article?.select({start: inside, end: inside}))
  await waitFor(() => expect(standing.splice(0)).toEqual(['in Entity']))
  bob.selectWords('the group Hamas')
  bob.does('mark:claim')
  await waitFor(() => expect(acts()).toBe('Bob marked Claim “the group Hamas”.'), {timeout: 5_000})
  inText()
  await alice.person.keyboard(UNDO)
  await waitFor(() => expect(screen.getByText('Undone: Entity “Hamas”.')).toBeTruthy())
  expect(standing.filter(words => words !== '')).toEqual([])
  act(() => alice.workspace.panes.article?.select({start: 0, end: 0}))
  act(() => alice.workspace.panes.article?.select({start: inside, end: inside}))
  await waitFor(() => expect(standing.at(-1)).toBe('in Claim'))
})

test('a key whose command has nothing to work on says what it wants', async () => {
  const {person} = await openWindow(await aProject(TEXT), {as: 'Alice'})
  const said = () => document.querySelector('[data-announcer]')?.textContent
  inText()
  await person.keyboard('m')
  await waitFor(() => expect(said()).toBe('For “Label all identical mentions”, select words or an annotation first.'))
  await person.keyboard('a')
  await waitFor(() => expect(said()).toBe('For “Stance: Against”, select words or an annotation first.'))
})
