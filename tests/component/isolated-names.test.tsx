import {act, screen, waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {ENGLISH, languageIn} from '../../src/core/language/language.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {createEntity, createTopic} from '../../src/renderer/claims/registry-acts.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {speak} from '../../src/renderer/ui/say.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {aProject, inText, lines, openWindow} from './window.tsx'

beforeEach(() => speak(ENGLISH))
afterEach(() => speak(languageIn('en', {}, 'written')))

const TEXT = 'Zoë met the group Hamas in Doha 👩‍👩‍👧.\n\nقال الوزير إن السلام قريب.\n'
const RIGHT_TO_LEFT = /[\u0590-\u08ff]/

/** What of a sentence is not set off by marks of direction. */
const bare = (words: string): string => words.replace(/\u2068[^\u2068\u2069]*\u2069/g, '…').replace(/\u2068[^\u2068\u2069]*\u2069/g, '…')

const SPOKEN = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'title', 'alt']

/** Names in the page with no direction of their own: by themselves, within sentences, and within what is only heard. */
function astray(): readonly string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const around = node.parentElement
    if (RIGHT_TO_LEFT.test(bare(node.textContent ?? '')) && around?.closest('bdi, [dir], title') === null)
      found.push(`${around.tagName.toLowerCase()}.${around.className}: ${node.textContent}`)
  }
  for (const element of document.body.querySelectorAll('*'))
    for (const name of SPOKEN) {
      const words = bare(element.getAttribute(name) ?? '')
      // A name alone has its own direction.
      if (RIGHT_TO_LEFT.test(words) && /[a-z]{2}/i.test(words)) found.push(`${element.tagName.toLowerCase()}[${name}]: ${words}`)
    }
  return found
}

/** The same schema with labels that run from right to left. */
function turned(schema: Schema): Schema {
  const layers = schema.layers.map(layer => ({
    ...layer,
    label: `طبقة ${layer.label}`,
    features: layer.features.map(feature => ({
      ...feature,
      label: `سمة ${feature.label}`,
      ...('choices' in feature && {choices: feature.choices.map(choice => ({...choice, label: `خيار ${choice.label}`}))}),
    })),
  }))
  return {...schema, name: 'مخطط', layers: layers as Schema['layers']}
}

test('names that run from right to left have a direction of their own wherever they stand in a window that runs from left to right', async () => {
  const hub = await aProject(TEXT, 'Second article, by Zoë.\n')
  await hub.changeProject(({people}) => {
    for (const person of people.all()) people.put({...person, name: `ליאת ${person.id}`})
  })
  const {workspace, person, does, selectWords} = await openWindow(hub, {as: 'Alice'})
  const found = new Map<string, readonly string[]>()
  const look = (where: string): void => void found.set(where, astray())
  act(() => {
    const {project} = workspace
    project.rename('הפסקת אש')
    project.setSchema(turned(project.schema()))
    for (const {id} of workspace.articles()) project.articles.patch(id, {title: 'عنوان', outlet: 'الجزيرة', author: 'زوي', story: 'قصة'})
  })
  const entity = createEntity(workspace, 'زوي', 'PERSON')
  workspace.setTarget(createTopic(workspace, 'السلام'))
  selectWords('Hamas')
  does('mark:claim')
  does('stance:favor')
  selectWords('Zoë')
  does('mark:entity')
  const [first] = workspace.current()?.listed() ?? []
  act(() => workspace.current()?.set.setFeature(first?.annotation.id ?? '', 'entityId', entity, workspace.act()))
  await waitFor(() => expect(lines().length).toBe(2))
  look('reading')
  await act(async () => workspace.view.update(before => ({...before, selected: workspace.current()?.listed()[1]?.annotation.id})))
  look('claim')
  for (const id of ['file.settings', 'file.share', 'view.palette', 'help.keys', 'view.colours', 'article.metadata', 'annotate.target'] as const) {
    act(() => void commands[id](workspace, atOnce))
    await waitFor(() => expect([id, document.querySelector('dialog') !== null]).toEqual([id, true]))
    look(id)
    act(() => workspace.view.update(before => ({...before, dialog: undefined})))
  }
  inText()
  act(() => does('annotate.registry'))
  await person.click(await screen.findByRole('row', {name: /^زوي/}))
  look('registry')
  act(() => does('article.all'))
  await screen.findByRole('grid')
  look('articles')
  act(() => does('file.schema'))
  await screen.findByRole('tab', {name: 'Codebook'})
  look('schema')
  expect([...new Set([...found.values()].flat())]).toEqual([])
})
