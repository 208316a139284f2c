import {screen, waitFor, within} from '@testing-library/react'
import {expect} from 'vitest'
import type {DraftPart, SchemaDraft} from '../../src/core/schema/draft.ts'
import {draftParts} from '../../src/core/schema/draft.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {OpenWindow} from './window.tsx'
import {aProject, openWindow} from './window.tsx'

export const LONG = {timeout: 10_000}

/** A codebook with everything in it: labels that are kinds of others, one that is asked on a condition, relations, a label from right to left. */
export const TONES: Schema = {
  name: 'Tones',
  version: 1,
  layers: [
    {
      name: 'line',
      label: 'Line',
      key: 'n',
      look: {hue: 'rose', line: 'solid'},
      primary: 'tone',
      features: [
        {
          name: 'tone',
          label: 'Tone',
          kind: 'choice',
          choices: [
            {value: 'plain', label: 'Plain', key: '1'},
            {value: 'loud', label: 'صاخب', key: '2'},
            {value: 'shrill', label: 'Shrill 🧊', parent: 'loud'},
            {value: 'roar', label: 'Roar', parent: 'loud'},
          ],
        },
        {name: 'why', label: 'Why', kind: 'text', when: {feature: 'tone', is: 'loud'}},
      ],
    },
    {name: 'link', label: 'Link', key: 'y', look: {hue: 'teal', line: 'dotted'}, of: 'relation', from: ['line'], features: []},
  ],
}

/** A project of these texts with that codebook in force. */
export async function aProjectOf(schema: Schema, ...texts: readonly string[]): Promise<Hub> {
  const hub = await aProject(...texts)
  await hub.changeProject(({setSchema}) => setSchema(schema))
  return hub
}

/** Her window at the codebook, with a draft of it open. */
export async function atDraft(hub: Hub, as: Parameters<typeof openWindow>[1]['as'] = 'Carol') {
  const opened = await atCodebook(hub, as)
  await opened.person.click(screen.getByRole('button', {name: 'Change it'}))
  return opened
}

export async function atCodebook(hub: Hub, as: Parameters<typeof openWindow>[1]['as'] = 'Carol') {
  const opened = await openWindow(hub, {as})
  await opened.person.keyboard('{Control>}{Alt>}4{/Alt}{/Control}')
  await screen.findByRole('tree', undefined, LONG)
  return opened
}

export const tree = (): HTMLElement => screen.getByRole('tree')
export const rows = (): readonly string[] =>
  within(tree())
    .getAllByRole('treeitem')
    .map(row => `${'  '.repeat(Number(row.getAttribute('aria-level')) - 1)}${row.querySelector('.part-row-label')?.textContent}`)
export const row = (name: string): HTMLElement => within(tree()).getByText(name)
export const field = (name: string | RegExp): HTMLInputElement => within(form()).getByLabelText<HTMLInputElement>(name)
export const form = (): HTMLElement => screen.getByRole('region', {name: /^Fields of/})
export const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', {name})

export const draftOf = ({workspace}: Pick<OpenWindow, 'workspace'>): SchemaDraft => {
  const [draft] = workspace.project.drafts.all()
  if (draft === undefined) throw new Error('There is no draft.')
  return draft
}

export function partCalled(window: Pick<OpenWindow, 'workspace'>, label: string): DraftPart {
  const part = draftParts(draftOf(window)).find(({fields}) => fields.label === label)
  if (part === undefined) throw new Error(`Nothing in the draft is called ${label}.`)
  return part
}

export const until = (check: () => void): Promise<void> => waitFor(check, LONG)

export const announced = (words: RegExp): Promise<void> => until(() => expect(document.body.textContent).toMatch(words))
