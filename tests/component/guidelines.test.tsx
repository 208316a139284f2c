import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import type {Schema} from '../../src/core/schema/schema.ts'
import {value} from '../support/results.ts'
import {aProject, inText, openWindow, PEOPLE} from './window.tsx'

const TEXT = 'Sea ice melts, Zoë said 🧊.\n\nقال الوزير إن السلام قريب.\n'

const CODES: Schema = {
  name: 'Töne',
  version: 1,
  guideline: 'Read the *whole* article first.',
  layers: [
    {
      name: 'line',
      label: 'Line',
      key: 'l',
      look: {hue: 'teal', line: 'solid'},
      primary: 'tone',
      guideline: 'Mark **one** sentence.',
      features: [
        {
          name: 'tone',
          label: 'Tone',
          kind: 'choice',
          choices: [
            {
              value: 'calm',
              label: 'Calm',
              key: '1',
              guideline: 'Nobody shouts.\nNobody _whispers_.',
              examples: [{kind: 'negative', quote: 'السلام قريب', note: 'Hoped for.'}],
            },
            {value: 'old', label: 'Vieux', retired: true},
            {value: 'loud', label: 'Loud', key: '2'},
          ],
        },
      ],
    },
  ],
}

async function codedWindow() {
  const hub = await aProject(TEXT)
  value(await hub.requests(PEOPLE.Alice, 'browser').takeSchema(CODES))
  const shown = await openWindow(hub, {as: 'Bob'})
  await screen.findByRole('button', {name: /^Line/})
  shown.selectWords('Sea ice melts')
  shown.does('mark:line')
  await screen.findByRole('radio', {name: /^Calm/})
  return {...shown, hub}
}

const panel = () => screen.findByRole('dialog', {name: 'Guidelines'})
const read = async (): Promise<string | null> => within(await panel()).getByRole('region').textContent
const options = async (): Promise<readonly (string | null)[]> =>
  within(await panel())
    .getAllByRole('option')
    .map(({textContent}) => textContent)

test('F1 on a label, a feature or a layer opens its guideline with its examples, elsewhere the list of keys; the focus comes back', async () => {
  const {person, selectWords} = await codedWindow()
  const calm = screen.getByRole('radio', {name: /^Calm/})
  calm.focus()
  await person.keyboard('{F1}')
  expect(await read()).toBe('Line › ToneCalmcalm · key 1Nobody shouts.Nobody whispers.Counterexample السلام قريبHoped for.')
  await person.keyboard('{Escape}')
  expect(document.activeElement).toBe(calm)
  selectWords('Zoë said')
  within(screen.getByRole('toolbar', {name: 'Annotate'}))
    .getByRole('button', {name: /^Line/})
    .focus()
  await person.keyboard('{F1}')
  expect(await read()).toBe('Linemarks words · key LMark one sentence.')
  await person.keyboard('{Escape}')
  inText()
  await person.keyboard('{F1}')
  expect(await screen.findByRole('dialog', {name: 'Keyboard shortcuts'})).toBeDefined()
})

test('F1 is about the label that the pointer rests on, whatever has the focus', async () => {
  const {person} = await codedWindow()
  screen.getByRole('radio', {name: /^Loud/}).focus()
  await person.hover(screen.getByRole('radio', {name: /^Calm/}))
  await screen.findByRole('tooltip')
  await person.keyboard('{F1}')
  expect(await read()).toContain('Nobody shouts.')
})

test('all guidelines are searched by any of their words, and read one after the other; what is retired is there as such', async () => {
  const {person} = await codedWindow()
  inText()
  fireEvent.keyDown(document.activeElement!, {key: '?', code: 'Slash', shiftKey: true})
  expect(await read()).toContain('Mark one sentence.')
  expect(await options()).toEqual(['Töne', 'Line', 'Tone', 'Calm', 'Vieux (retired)', 'Loud'])
  await person.keyboard('hoped')
  await waitFor(async () => expect(await options()).toEqual(['CalmLine › ToneHoped for.']))
  expect(await read()).toContain('Nobody shouts.')
  await person.clear(screen.getByRole('textbox', {name: 'Search guidelines'}))
  await person.keyboard('whispers calm')
  await waitFor(async () => expect(await options()).toEqual(['CalmLine › ToneNobody whispers.']))
  await person.clear(screen.getByRole('textbox', {name: 'Search guidelines'}))
  await person.keyboard('سلام{ArrowDown}')
  await waitFor(async () => expect(await options()).toHaveLength(1))
  await person.clear(screen.getByRole('textbox', {name: 'Search guidelines'}))
  await person.keyboard('zzz')
  expect(await within(await panel()).findByText('Nothing has these words')).toBeDefined()
  await person.clear(screen.getByRole('textbox', {name: 'Search guidelines'}))
  await person.keyboard('{ArrowDown}{End}')
  expect(await read()).toContain('Nobody has written a guideline for it yet.')
})

test('what a colleague publishes while one reads is shown at once', async () => {
  const {does, hub} = await codedWindow()
  does('help.guidelines')
  expect(await read()).toContain('Mark one sentence.')
  const [layer] = CODES.layers
  value(await hub.requests(PEOPLE.Carol, 'browser').takeSchema({...CODES, layers: [{...layer!, guideline: 'Mark _two_ sentences. 和平'}]}))
  await waitFor(async () => expect(await read()).toContain('Mark two sentences. 和平'))
})
