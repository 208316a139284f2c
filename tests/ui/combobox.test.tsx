import {act, screen} from '@testing-library/react'
import {describe, expect, test, vi} from 'vitest'
import type {Creation} from '../../src/renderer/ui/combobox.tsx'
import {Combobox} from '../../src/renderer/ui/combobox.tsx'
import type {Option} from '../../src/renderer/ui/option-search.ts'
import {searchOptions} from '../../src/renderer/ui/option-search.ts'
import {show} from './dom.tsx'

const ENTITIES: readonly Option[] = [
  {id: 'harbour', label: 'Harbour Authority', detail: 'Organisation'},
  {id: 'ipcc', label: 'IPCC', keywords: ['Intergovernmental Panel on Climate Change']},
  {id: 'alvarez', label: 'María Álvarez', detail: 'Person'},
  {id: 'haifa', label: 'חיפה', keywords: ['Haifa']},
]

const field = () => screen.getByRole<HTMLInputElement>('combobox', {name: 'Entity'})
const active = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent
const listed = () => screen.queryAllByRole('option').map(option => option.textContent)

test('typing narrows the list, and Enter takes the first', async () => {
  const chosen = vi.fn()
  const {person} = show(<Combobox label="Entity" value={undefined} options={ENTITIES} onChoose={chosen} />)
  await person.type(field(), 'alvar')
  expect(listed()).toEqual(['María ÁlvarezPerson'])
  expect(active()).toBe('María ÁlvarezPerson')
  await person.keyboard('{Enter}')
  expect(chosen.mock.calls).toEqual([[ENTITIES[2]]])
  expect(field().getAttribute('aria-expanded')).toBe('false')
})

test('arrow keys open the list and go round it; Escape leaves what was chosen', async () => {
  const chosen = vi.fn()
  const {person} = show(<Combobox label="Entity" value={ENTITIES[1]} options={ENTITIES} onChoose={chosen} />)
  await person.tab()
  await person.keyboard('{ArrowDown}')
  expect(screen.getByRole('option', {selected: true}).textContent).toBe('IPCC')
  await person.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
  expect(active()).toBe('Harbour AuthorityOrganisation')
  await person.keyboard('{ArrowUp}')
  expect(active()).toBe('חיפה')
  await person.keyboard('{Escape}')
  expect(listed()).toEqual([])
  expect(field().value).toBe('IPCC')
  expect(chosen).not.toHaveBeenCalled()
})

const ways = (create: (...made: string[]) => void): readonly Creation[] =>
  ['Person', 'Organisation'].map(detail => ({label: text => `New “${text}”`, detail, create: text => create(text, detail)}))

test('what is missing can be made, as whatever it is, unless it is there by this very name', async () => {
  const created = vi.fn()
  const {person} = show(<Combobox label="Entity" value={undefined} options={ENTITIES} onChoose={() => {}} creations={ways(created)} />)
  await person.type(field(), 'María Álvarez')
  expect(listed()).toEqual(['María ÁlvarezPerson'])
  await person.clear(field())
  await person.type(field(), 'Harb')
  expect(listed()).toEqual(['Harbour AuthorityOrganisation', 'New “Harb”Person', 'New “Harb”Organisation'])
  await person.keyboard('{ArrowUp}{Enter}')
  expect(created.mock.calls).toEqual([['Harb', 'Organisation']])
})

test('a name that only looks alike is offered, but neither chosen by Enter nor in the way of a new one', async () => {
  const [chosen, created] = [vi.fn(), vi.fn()]
  const {person} = show(<Combobox label="Entity" value={undefined} options={[{id: 'tree', label: 'Bạch'}]} onChoose={chosen} creations={ways(created)} />)
  await person.type(field(), 'Bách')
  expect(listed()).toEqual(['Bạch', 'New “Bách”Person', 'New “Bách”Organisation'])
  await person.keyboard('{Enter}')
  expect([chosen.mock.calls, created.mock.calls]).toEqual([[], []])
  await person.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect([chosen.mock.calls, created.mock.calls]).toEqual([[], [['Bách', 'Person']]])
})

test.each([
  ['राम', 'रमा'],
  ['かき', 'かぎ'],
  ['רָם', 'רם'],
  ['ปลา', 'ปลั'],
  ['Weiß', 'Weiss'],
  ['Alı', 'Ali'],
  ['کتاب\u200cها', 'کتابها'],
])('whoever types %s and Enter does not take %s: identity goes by the letters', async (typed, other) => {
  const [chosen, created] = [vi.fn(), vi.fn()]
  const {person, unmount} = show(
    <Combobox label="Entity" value={undefined} options={[{id: 'other', label: other}]} onChoose={chosen} creations={ways(created)} />,
  )
  await person.type(field(), typed)
  expect(listed().slice(-2)).toEqual([`New “${typed}”Person`, `New “${typed}”Organisation`])
  await person.keyboard('{Enter}')
  expect(chosen).not.toHaveBeenCalled()
  unmount()
  const both = [
    {id: 'other', label: other},
    {id: 'this', label: typed},
  ]
  const {person: again} = show(<Combobox label="Entity" value={undefined} options={both} onChoose={chosen} creations={ways(created)} />)
  await again.type(field(), typed)
  expect([listed()[0], listed().some(row => row?.startsWith('New'))]).toEqual([typed, false])
  await again.keyboard('{Enter}')
  expect(chosen.mock.calls.map(([option]) => option.id)).toEqual(['this'])
})

test('a name in other letters of the same alphabet is typed in any case, and a new one of just these letters is offered too', async () => {
  const chosen = vi.fn()
  const {person} = show(<Combobox label="Entity" value={undefined} options={ENTITIES} onChoose={chosen} creations={ways(() => {})} />)
  await person.type(field(), 'ipcc')
  expect(listed()).toEqual(['IPCC', 'New “ipcc”Person', 'New “ipcc”Organisation'])
  await person.keyboard('{Enter}')
  expect(chosen.mock.calls).toEqual([[ENTITIES[1]]])
})

test('leaving the field without choosing changes nothing', async () => {
  const chosen = vi.fn()
  const {person} = show(<Combobox label="Entity" value={ENTITIES[1]} options={ENTITIES} onChoose={chosen} creations={ways(chosen)} />)
  await person.type(field(), 'Something else')
  await person.tab()
  expect(field().value).toBe('IPCC')
  expect(chosen).not.toHaveBeenCalled()
})

test('what is chosen can be cleared, and the focus stays at the field', async () => {
  const cleared = vi.fn()
  const {person} = show(<Combobox label="Entity" value={ENTITIES[1]} options={ENTITIES} onChoose={() => {}} onClear={cleared} />)
  await person.click(screen.getByRole('button', {name: 'Clear Entity'}))
  expect(cleared).toHaveBeenCalledTimes(1)
  expect(document.activeElement).toBe(field())
})

describe('a slow search', () => {
  /** A search whose answers the test gives when it likes. */
  function slow() {
    const asked: {query: string; signal: AbortSignal; answer: (options: readonly Option[]) => void; fail: () => void}[] = []
    const search = (query: string, signal: AbortSignal) =>
      new Promise<readonly Option[]>((answer, fail) => asked.push({query, signal, answer, fail: () => fail(new Error('The hub is gone.'))}))
    const last = () => {
      const one = asked.at(-1)
      if (!one) throw new Error('Nothing was asked.')
      return one
    }
    return {asked, search, last}
  }

  test('an older answer never takes the place of a newer one', async () => {
    const {asked, search, last} = slow()
    const {person} = show(<Combobox label="Entity" value={undefined} options={search} onChoose={() => {}} />)
    await person.type(field(), 'ha')
    const older = asked.find(({query}) => query === 'h')
    await act(async () => last().answer(ENTITIES.slice(3)))
    await act(async () => older?.answer(ENTITIES.slice(0, 1)))
    expect(older?.signal.aborted).toBe(true)
    expect(listed()).toEqual(['חיפה'])
  })
  test('Enter waits for the answer instead of taking what an older query found', async () => {
    const chosen = vi.fn()
    const {search, last} = slow()
    const {person} = show(<Combobox label="Entity" value={undefined} options={search} onChoose={chosen} />)
    await person.type(field(), 'h')
    await act(async () => last().answer(ENTITIES))
    await person.keyboard('a{Enter}')
    expect(chosen).not.toHaveBeenCalled()
    await act(async () => last().answer(ENTITIES.slice(3)))
    await person.keyboard('{Enter}')
    expect(chosen.mock.calls).toEqual([[ENTITIES[3]]])
  })
  test('a failure is said', async () => {
    const {search, last} = slow()
    const {person} = show(<Combobox label="Entity" value={undefined} options={search} onChoose={() => {}} />)
    await person.type(field(), 'h')
    await act(async () => last().fail())
    expect(screen.getByText('The search failed. Type again to try once more.')).toBeDefined()
  })
})

test('search ignores case and accents, needs every word, and puts names that begin so first', () => {
  const labels = (query: string) => searchOptions(ENTITIES, query).map(({id}) => id)
  expect(labels('MARIA')).toEqual(['alvarez'])
  expect(labels('climate panel')).toEqual(['ipcc'])
  expect(labels('ha')).toEqual(['harbour', 'haifa', 'ipcc'])
  expect(labels('haifa')).toEqual(['haifa'])
  expect(labels('harbour person')).toEqual([])
  expect(labels('  ')).toEqual(['harbour', 'ipcc', 'alvarez', 'haifa'])
})

test('a Persian name is found with a half-space, with a space in its place, and with neither', () => {
  const names = [
    {id: 'space', label: 'علی رضا'},
    {id: 'half', label: 'علی\u200cرضا'},
    {id: 'joined', label: 'علیرضا'},
    {id: 'other', label: 'رضا'},
  ]
  for (const query of ['علی رضا', 'علی\u200cرضا', 'علیرضا'])
    expect([
      query,
      searchOptions(names, query)
        .map(({id}) => id)
        .toSorted(),
    ]).toEqual([query, ['half', 'joined', 'space']])
})
