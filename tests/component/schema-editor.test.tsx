import {act, createEvent, fireEvent, screen, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {openDraft} from '../../src/renderer/screens/schema/draft-acts.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {announced, aProjectOf, atCodebook, atDraft, button, draftOf, field, form, partCalled, row, rows, TONES, tree, until} from './codebook.ts'
import {aColleague} from './window.tsx'

const IN_ORDER = ['Tones', 'Line', '  Tone', '    Plain', '    صاخب', '      Shrill 🧊', '      Roar', '  Why', 'Link']

test('who may not change the schema sees all of it, and changes nothing', async () => {
  const {person} = await atCodebook(await aProjectOf(TONES, MIXED_TEXT), 'Bob')
  expect(rows()).toEqual(IN_ORDER)
  await person.click(row('صاخب'))
  expect([field('Label').value, field('Label').readOnly, field('Value').value, field('Key').readOnly]).toEqual(['صاخب', true, 'loud', true])
  expect(screen.queryAllByRole('button', {name: /Add|Take out|Publish|Change|Start/})).toEqual([])
})

test('a label is added and named by keyboard; its value is made of it; undo and redo take that back and do it again, and nothing in any text', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person, workspace} = window
  window.selectWords('Zoë')
  await person.click(row('Tone'))
  await person.click(button('Add label'))
  await until(() => expect(document.activeElement).toBe(field('Label')))
  await person.keyboard('Sanft 🧊{Tab}')
  expect([field('Value').value, rows().slice(3, 8)]).toEqual(['Sanft 🧊', ['    Plain', '    صاخب', '      Shrill 🧊', '      Roar', '    Sanft 🧊']])
  // A name that somebody gave it stays.
  await person.clear(field('Value'))
  await person.type(field('Value'), 'soft{Enter}')
  await person.clear(field('Label'))
  await person.type(field('Label'), 'رقيق{Enter}')
  expect(partCalled(window, 'رقيق').fields).toMatchObject({name: 'soft', label: 'رقيق'})
  act(() => tree().focus())
  for (const values of [
    ['Sanft 🧊', 'soft'],
    ['Sanft 🧊', 'Sanft 🧊'],
    ['', 'label'],
  ]) {
    await person.keyboard('{Control>}z{/Control}')
    await until(() => expect([field('Label').value, field('Value').value]).toEqual(values))
  }
  await person.keyboard('{Control>}z{/Control}')
  await until(() => expect(rows()).toEqual(IN_ORDER))
  expect(workspace.undo.next('undo')).toBeUndefined()
  for (let nth = 0; nth < 4; nth++) await person.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
  await until(() => expect(partCalled(window, 'رقيق').fields).toMatchObject({name: 'soft'}))
})

test('a key that is taken is refused beside its field with what has it, in whatever case, and so is what is no key', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person} = window
  await person.click(row('Plain'))
  const type = async (key: string): Promise<string> => {
    await person.clear(field('Key'))
    await person.type(field('Key'), `${key}{Enter}`)
    return within(form())
      .getAllByRole('alert')
      .map(({textContent}) => textContent)
      .join('')
  }
  expect(await type('2')).toBe('The key 2 is taken already: it chooses “صاخب”. Choose another.')
  expect(await type('Y')).toBe('The key Y is taken already: it marks “Link”. Choose another.')
  expect(await type('🧊')).toBe('A key is one letter or digit, as one types it. Write one.')
  expect(await type('٣')).toBe('')
  expect(partCalled(window, 'Plain').fields.key).toBe('٣')
  await person.click(row('Line'))
  expect(await type('2')).toBe('This key is one letter from a to z. Write one.')
  // The app has it: the layer may have it too, and is told what that means here.
  expect(await type('t')).toBe('')
  expect(form().textContent).toContain('Here T does “Choose current target” already')
})

test('parts are put in another order by keys, which is said, within what they are of; a label also under another', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person} = window
  await person.click(row('Roar'))
  act(() => tree().focus())
  await person.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(rows().slice(4, 7)).toEqual(['    صاخب', '      Roar', '      Shrill 🧊'])
  await announced(/“Roar” is number 1 of 2 under “صاخب”\./)
  await person.keyboard('{Alt>}{ArrowUp}{/Alt}')
  await announced(/“Roar” cannot go further that way\./)
  await person.keyboard('{Alt>}{ArrowLeft}{/Alt}')
  expect(rows().slice(3, 7)).toEqual(['    Plain', '    صاخب', '      Shrill 🧊', '    Roar'])
  await person.keyboard('{Alt>}{ArrowUp}{ArrowUp}{ArrowDown}{ArrowRight}{/Alt}')
  expect(rows().slice(3, 7)).toEqual(['    Plain', '      Roar', '    صاخب', '      Shrill 🧊'])
  await person.keyboard('{End}{Alt>}{ArrowUp}{/Alt}')
  expect(rows().slice(0, 3)).toEqual(['Tones', 'Link', 'Line'])
  expect(document.activeElement).toBe(tree())
})

test('parts are dragged to another place, and a label on another one becomes a kind of it, but never of its own kinds', async () => {
  await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const item = (name: string): HTMLElement => row(name).closest('[role=treeitem]') as HTMLElement
  const drag = (from: string, to: string, y: number): boolean => {
    const dataTransfer = {setData: () => undefined, effectAllowed: '', dropEffect: ''}
    item(to).getBoundingClientRect = () => ({top: 0, height: 30}) as DOMRect
    fireEvent.dragStart(item(from), {dataTransfer})
    // Where the pointer is this page does not tell by itself.
    const at = (event: Event): Event => Object.defineProperty(event, 'clientY', {value: y})
    const refused = fireEvent(item(to), at(createEvent.dragOver(item(to), {dataTransfer})))
    fireEvent(item(to), at(createEvent.drop(item(to), {dataTransfer})))
    fireEvent.dragEnd(item(from), {dataTransfer})
    return !refused
  }
  expect(drag('Roar', 'Plain', 1)).toBe(true)
  expect(rows().slice(3, 7)).toEqual(['    Roar', '    Plain', '    صاخب', '      Shrill 🧊'])
  expect(drag('Plain', 'Shrill 🧊', 15)).toBe(true)
  expect(rows().slice(3, 7)).toEqual(['    Roar', '    صاخب', '      Shrill 🧊', '        Plain'])
  expect([drag('صاخب', 'Plain', 15), drag('Why', 'Link', 1), drag('Roar', 'Tone', 1)]).toEqual([false, false, false])
  expect(drag('Link', 'Line', 1)).toBe(true)
  expect(rows()[1]).toBe('Link')
})

test('what keeps a draft from being published is counted, and gone to; Publish goes there too', async () => {
  const {person} = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  expect(screen.queryByRole('button', {name: /to settle/})).toBeNull()
  await person.click(row('Link'))
  await person.click(button('Add'))
  await person.click(screen.getByRole('menuitem', {name: 'Feature of “Link”: One label'}))
  await until(() => expect(document.activeElement).toBe(field('Label')))
  expect(button('2 things to settle')).toBeDefined()
  expect(
    within(form())
      .getAllByRole('alert')
      .map(({textContent}) => textContent)
      .filter(Boolean),
  ).toEqual(['It has no label yet. Write one.', 'It has no labels yet. Add one.'])
  await person.click(row('Plain'))
  await person.click(button('2 things to settle'))
  await person.keyboard('{Enter}')
  await until(() => expect(document.activeElement).toBe(field('Label')))
  await person.keyboard('Wie?{Enter}')
  await person.click(button('Add label'))
  await until(() => expect(field('Label').value).toBe(''))
  await person.click(row('Plain'))
  await person.click(button('Publish…'))
  await until(() => expect(document.activeElement).toBe(field('Label')))
  expect([screen.queryByRole('dialog'), field('Label').value]).toEqual([null, ''])
  await person.keyboard('Laut{Enter}')
  await until(() => expect(screen.queryByRole('button', {name: /to settle/})).toBeNull())
  await person.click(button('Publish…'))
  expect(await screen.findByRole('dialog')).toBeDefined()
})

test('a label is made a kind of another, asked for only on an answer, retired, and taken out with what stands under it lifted; Undo brings all of it back', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person} = window
  await person.click(row('Plain'))
  await person.type(field('Is a kind of'), 'roar')
  await person.click(await screen.findByRole('option', {name: 'Roar'}))
  expect(rows().slice(3, 7)).toEqual(['    صاخب', '      Shrill 🧊', '      Roar', '        Plain'])
  await person.click(field(/^Retired/))
  expect(partCalled(window, 'Plain').fields).toMatchObject({retired: true, parent: 'roar'})
  expect(partCalled(window, 'Plain').fields.key).toBeUndefined()
  await person.click(row('Why'))
  expect(within(form()).getByText('صاخب')).toBeDefined()
  await person.type(field('Another answer'), 'shri{Enter}')
  expect(partCalled(window, 'Why').fields.when).toEqual({feature: 'tone', is: ['loud', 'shrill']})
  await person.click(row('صاخب'))
  act(() => tree().focus())
  await person.keyboard('{Delete}')
  await person.click(button('Take out'))
  expect(document.activeElement).toBe(tree())
  expect([rows().slice(3, 7), partCalled(window, 'Why').fields.when]).toEqual([
    ['    صاخب', '    Shrill 🧊', '    Roar', '      Plain'],
    {feature: 'tone', is: 'shrill'},
  ])
  expect(form().textContent).toContain('It is taken out of this draft.')
  await person.keyboard('{Control>}z{/Control}')
  await until(() => expect(rows().slice(3, 7)).toEqual(['    صاخب', '      Shrill 🧊', '      Roar', '        Plain']))
  expect(partCalled(window, 'Why').fields.when).toEqual({feature: 'tone', is: ['loud', 'shrill']})
})

test('a name stays once annotations have it, with how many; where none has, it can be another, and what they would say is read so', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const bob = await aColleague(hub, {as: 'Bob'})
  bob.selectWords('Zoë')
  bob.does('mark:line')
  await until(() => expect(bob.workspace.connection.state().unsynced).toBe(false))
  const window = await atDraft(hub)
  const {person} = window
  await person.click(row('Line'))
  expect(field('Name').readOnly).toBe(true)
  await person.click(button('Change the name…'))
  await until(() => expect(form().textContent).toContain('1 annotation has it by this name, in 1 article: it stays.'))
  await person.click(row('Link'))
  await person.click(button('Change the name…'))
  await until(() => expect(field('Name').readOnly).toBe(false))
  await person.clear(field('Name'))
  await person.type(field('Name'), 'رابط{Enter}')
  expect(
    within(form())
      .getAllByRole('alert')
      .map(({textContent}) => textContent)
      .join(''),
  ).toMatch(/^A name begins with a letter from A to Z/)
  await person.clear(field('Name'))
  await person.type(field('Name'), 'tie{Enter}')
  expect(partCalled(window, 'Link').fields.name).toBe('tie')
})

test('two curators edit one draft at once: fields are merged as they come, what is half typed stays, and so does the focus', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const alice = await aColleague(hub, {as: 'Alice'})
  const id = openDraft(alice.workspace, {from: 'in-force', base: 1, schema: alice.workspace.writtenSchema()})
  const window = await atCodebook(hub)
  const {person, workspace} = window
  await until(() => expect(workspace.project.drafts.all()).toHaveLength(1))
  await person.selectOptions(screen.getByRole('combobox', {name: 'Shown'}), id)
  await person.click(row('Plain'))
  await person.type(field('Label'), ' s')
  const plain = partCalled(window, 'Plain').id
  act(() => {
    alice.workspace.project.drafts.set(id, plain, {key: '7', guideline: 'كما *قيل*.'})
    alice.workspace.project.drafts.set(id, partCalled(window, 'Roar').id, {label: 'Gebrüll'})
  })
  await until(() => expect([row('Gebrüll').textContent, field('Key').value]).toEqual(['Gebrüll', '7']))
  expect([field('Label').value, document.activeElement === field('Label')]).toEqual(['Plain s', true])
  await person.keyboard('peech{Enter}')
  await until(() => expect(alice.workspace.project.drafts.get(id)?.edits.get(plain)).toEqual({label: 'Plain speech', key: '7', guideline: 'كما *قيل*.'}))
  // What she types as the draft is thrown away is kept for her.
  act(() => {
    fireEvent.change(field('Label'), {target: {value: 'Plain speech!'}})
    workspace.project.drafts.discard(id)
  })
  await until(() => expect(button('Change it')).toBeDefined())
  expect(workspace.unsaved.lost.get()).toEqual([{where: 'Label of “Plain speech”', text: 'Plain speech!'}])
  expect(workspace.project.drafts.all()).toEqual([])
})

test('what is half typed in a label that a colleague takes out is in it, or is kept for its writer where the label is new and gone', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const window = await atDraft(hub)
  const {person, workspace} = window
  const {drafts} = workspace.project
  const {id} = draftOf(window)
  await person.click(row('Plain'))
  const plain = partCalled(window, 'Plain').id
  act(() => {
    fireEvent.change(field('Label'), {target: {value: 'Plain 平'}})
    drafts.set(id, plain, {removed: true})
  })
  await until(() => expect(form().textContent).toContain('It is taken out of this draft.'))
  expect(field('Label').value).toBe('Plain 平')
  await person.click(row('Tone'))
  expect(drafts.get(id)?.edits.get(plain)).toEqual({label: 'Plain 平', removed: true})
  await person.click(button('Add label'))
  await until(() => expect(document.activeElement).toBe(field('Label')))
  const added = [...(drafts.get(id)?.edits.keys() ?? [])].at(-1) ?? ''
  act(() => {
    fireEvent.change(field('Label'), {target: {value: 'חדש 🧊'}})
    drafts.set(id, added, {removed: true})
  })
  await until(() => expect(workspace.unsaved.lost.get().map(({text}) => text)).toEqual(['חדש 🧊']))
})

test('undo takes back one’s own steps alone: where a colleague has gone on from there, it stays, and that is said', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const alice = await aColleague(hub, {as: 'Alice'})
  const window = await atDraft(hub)
  const {person, workspace} = window
  await person.click(row('Plain'))
  await person.type(field('Label'), '!{Enter}')
  await person.click(row('Why'))
  await person.type(field('Label'), '?{Enter}')
  await until(() => expect(alice.workspace.project.drafts.all()[0]?.edits.size).toBe(2))
  act(() => alice.workspace.project.drafts.set(draftOf(window).id, partCalled(window, 'Why?').id, {label: 'Warum'}))
  await until(() => expect(row('Warum')).toBeDefined())
  act(() => tree().focus())
  await person.keyboard('{Control>}z{/Control}')
  await announced(/A colleague has changed “Warum” since; it stays/)
  await person.keyboard('{Control>}z{/Control}')
  await until(() => expect(row('Plain')).toBeDefined())
  expect([row('Warum').textContent, workspace.view.get().codebook.part]).toEqual(['Warum', partCalled(window, 'Plain').id])
})
