import {act, fireEvent, screen, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {draftParts, wholeFields} from '../../src/core/schema/draft.ts'
import {ENGLISH} from '../../src/core/language/language.ts'
import {codebookOf} from '../../src/core/schema/codebook.ts'
import {codebookMarkdown} from '../../src/core/schema/codebook-markdown.ts'
import {draftedSchema} from '../../src/core/schema/drafted-schema.ts'
import type {Example} from '../../src/core/schema/schema.ts'
import {parseSchema} from '../../src/core/schema/schema-file.ts'
import {schemaInLanguage} from '../../src/core/schema/schema-languages.ts'
import {value} from '../support/results.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {startRound} from '../support/rounds.ts'
import {aProjectOf, atDraft, button, draftOf, field, form, partCalled, row, TONES, until} from './codebook.ts'
import type {OpenWindow} from './window.tsx'
import {aColleague, inText, openWindow} from './window.tsx'

const examplesOf = (window: Pick<OpenWindow, 'workspace'>, label: string): readonly Example[] | undefined =>
  partCalled(window, label).fields.examples as readonly Example[] | undefined
const shown = (): readonly string[] => [...form().querySelectorAll('li > q')].map(({textContent}) => textContent)

test('a guideline is written with a preview that follows each letter, for the project, a layer, a feature and a label', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person, workspace} = window
  for (const [name, text] of [
    ['Tones', 'Read **first**.'],
    ['Line', 'One *line*. 🧊'],
    ['Tone', '- ארוך'],
    ['Plain', 'Nobody shouts.'],
  ] as const) {
    await person.click(row(name))
    await person.type(field('Guideline (Markdown)'), text)
    await until(() => expect(screen.getByRole('region', {name: 'The guideline as it will look'}).textContent).toBe(text.replaceAll(/[*-]/g, '').trim()))
  }
  act(() => (document.activeElement as HTMLElement).blur())
  expect(wholeFields(draftOf(window)).guideline).toBe('Read **first**.')
  expect(['Line', 'Tone', 'Plain'].map(name => partCalled(window, name).fields.guideline)).toEqual(['One *line*. 🧊', '- ארוך', 'Nobody shouts.'])
  await person.click(button('Show as it will look'))
  expect(screen.queryByRole('region', {name: 'The guideline as it will look'})).toBeNull()
  expect(workspace.preferences.get().guidelinePreview).toBe(false)
  await person.click(screen.getByText('Marks'))
  expect(screen.getByRole('cell', {name: 'a list with numbers'}).querySelector('ol')).not.toBeNull()
})

test('a guideline is written for people who read other languages, and is what they read in the codebook', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person} = window
  await person.click(row('Plain'))
  await person.click(within(form()).getByText('In other languages (0)'))
  await person.type(field('Language code'), 'de{Enter}')
  await person.type(field('Guideline in German (Markdown)'), 'Niemand *schreit*.')
  await person.clear(field('Label in German'))
  act(() => (document.activeElement as HTMLElement).blur())
  expect(partCalled(window, 'Plain').fields.translations).toEqual({de: {guideline: 'Niemand *schreit*.'}})
  const read = value(parseSchema(draftedSchema(draftOf(window)).schema))
  expect(codebookMarkdown(codebookOf(schemaInLanguage(read, ['de'])), ENGLISH)).toContain('Niemand *schreit*.')
})

test('examples are written, told apart, explained, put in order and taken out, and the focus stays with what was moved', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person} = window
  await person.click(row('Plain'))
  const add = async (words: string): Promise<void> => {
    await person.type(field('Words of another example'), `${words}{Enter}`)
    await until(() => expect(shown()).toContain(words))
  }
  await add('Sea ice')
  await add('שלום 🧊')
  await add('Zoë')
  expect(document.activeElement).toBe(field('Words of another example'))
  await person.selectOptions(field('Kind of the example “שלום 🧊”'), 'Counterexample')
  await person.type(within(form()).getAllByLabelText('Why (Markdown)')[1]!, 'Too *kind*.')
  await person.click(button('Move “Zoë” up'))
  await until(() => expect(shown()).toEqual(['Sea ice', 'Zoë', 'שלום 🧊']))
  expect(document.activeElement).toBe(button('Move “Zoë” up'))
  await person.keyboard('{Enter}')
  await until(() => expect(shown()).toEqual(['Zoë', 'Sea ice', 'שלום 🧊']))
  // It cannot go further up.
  expect(document.activeElement).toBe(button('Move “Zoë” down'))
  await person.click(button('Take out “Sea ice”'))
  await until(() =>
    expect(examplesOf(window, 'Plain')).toEqual([
      {kind: 'positive', quote: 'Zoë'},
      {kind: 'negative', quote: 'שלום 🧊', note: 'Too *kind*.'},
    ]),
  )
  await person.click(button('Take out “Zoë”'))
  await person.click(button('Take out “שלום 🧊”'))
  await until(() => expect(examplesOf(window, 'Plain')).toBeUndefined())
})

test('an annotation becomes an example of what it says, in a draft, with its words and its place; two people add at once, and both stay', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const window = await openWindow(hub, {as: 'Carol'})
  const {person, workspace} = window
  await screen.findByRole('button', {name: /^Line/})
  window.selectWords('Zoë')
  window.does('mark:line')
  await person.click(await screen.findByRole('button', {name: 'Add as example…'}))
  const dialog = await screen.findByRole('dialog', {name: 'Add as example'})
  const part = within(dialog).getByRole<HTMLInputElement>('combobox', {name: 'Example of'})
  expect([part.value, dialog.querySelector('blockquote')?.textContent]).toEqual(['Line', 'Zoë'])
  await person.type(within(dialog).getByLabelText('Why (Markdown)'), 'A *name*.')
  await person.click(within(dialog).getByRole('button', {name: 'Add example'}))
  expect(await screen.findByText('Added to the examples of “Line”, in a draft.')).toBeDefined()

  // By keyboard, as a counterexample of a label, into the same draft; a colleague adds one at once.
  const colleague = await aColleague(hub, {as: 'Alice'})
  await until(() => expect(colleague.workspace.project.drafts.all()).toHaveLength(1))
  inText()
  fireEvent.keyDown(document.activeElement!, {key: '+', code: 'Equal', shiftKey: true})
  const again = await screen.findByRole('dialog', {name: 'Add as example'})
  await person.clear(within(again).getByRole('combobox', {name: 'Example of'}))
  await person.keyboard('plain{Enter}')
  await person.click(within(again).getByRole('radio', {name: 'Counterexample'}))
  const plain = draftParts(draftOf(window)).find(({fields}) => fields.label === 'Plain')!
  act(() => colleague.workspace.project.drafts.set(draftOf(window).id, plain.id, {exampleA: {example: {kind: 'positive', quote: '和平'}, at: 1}}))
  await person.click(within(again).getByRole('button', {name: 'Add example'}))
  const span = {start: MIXED_TEXT.indexOf('Zoë'), end: MIXED_TEXT.indexOf('Zoë') + 3}
  const article = workspace.current()?.id
  await until(() =>
    expect(examplesOf(window, 'Plain')).toEqual([
      {kind: 'positive', quote: '和平'},
      {kind: 'negative', quote: 'Zoë', article, span},
    ]),
  )
  expect(examplesOf(window, 'Line')).toEqual([{kind: 'positive', quote: 'Zoë', article, span, note: 'A *name*.'}])

  // From the news to the draft, where it stands; Undo takes it back there.
  await person.click((await screen.findAllByRole('button', {name: 'Show the draft'})).at(-1)!)
  await until(() => expect(shown()).toEqual(['和平', 'Zoë']))
  expect(within(form()).getByRole('button', {name: /^Go to “Zoë”/})).toBeDefined()
  await person.keyboard('{Control>}z{/Control}')
  await until(() => expect(shown()).toEqual(['和平']))
})

test('what one marked in a closed round is no example, and who may not change the schema is not asked', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const bob = await aColleague(hub, {as: 'Bob'})
  bob.selectWords('Zoë')
  bob.does('mark:line')
  expect(() => bob.does('annotate.example')).toThrow('annotate.example does not apply.')
  await startRound(hub)
  const window = await openWindow(hub, {as: 'Carol'})
  await screen.findByRole('button', {name: /^Line/})
  await until(() => {
    window.selectWords('Zoë')
    window.does('mark:line')
  })
  window.does('annotate.example')
  expect(await screen.findByText(/^What is marked in this article is not shown to others while its round is closed\./)).toBeDefined()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(window.workspace.project.drafts.all()).toEqual([])
})
