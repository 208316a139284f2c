import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {Awareness} from 'y-protocols/awareness'
import * as Y from 'yjs'
import {atMostEvery} from '../../src/renderer/state/at-most-every.ts'
import {seenIn} from '../../src/renderer/state/colleagues.ts'
import {createFollowing} from '../../src/renderer/state/following.ts'
import type {Colleague, ColleagueSelection} from '../../src/renderer/state/colleagues.ts'
import {initials, PERSON_HUES, personHue} from '../../src/renderer/presence/person-hue.ts'
import {createPresence} from '../../src/renderer/state/presence.ts'
import {createStore} from '../../src/renderer/state/store.ts'
import {EMPTY_VIEW} from '../../src/renderer/state/view.ts'

const ONE = '1'.repeat(64)
const TWO = '2'.repeat(64)

describe('who is seen', () => {
  const here = (states: readonly (readonly [number, unknown])[], moved: readonly (readonly [number, number])[] = []) =>
    seenIn({clientID: 1, getStates: () => new Map(states) as Map<number, Record<string, unknown>>}, 'alice', new Map(moved))

  test('two windows of one person count once, and the one in use says where she is', () => {
    const states = [
      [2, {by: 'bob', article: ONE, span: {start: 0, end: 4}}],
      [3, {by: 'bob', article: TWO}],
    ] as const
    expect(
      here(states, [
        [2, 1],
        [3, 2],
      ]).colleagues,
    ).toEqual([{id: 'bob', article: TWO}])
    expect(
      here(states, [
        [2, 3],
        [3, 2],
      ]).colleagues,
    ).toEqual([{id: 'bob', article: ONE}])
    expect(here(states).selections).toEqual([{id: '2', by: 'bob', article: ONE, span: {start: 0, end: 4}}])
  })

  test('one’s own windows and junk are not colleagues', () => {
    expect(
      here([
        [1, {by: 'bob'}],
        [2, {by: 'alice', article: ONE}],
        [3, null],
        [4, 'bob'],
        [5, {by: 7}],
        [6, {by: 'bob', article: 'x'}],
      ]),
    ).toEqual({
      colleagues: [],
      selections: [],
    })
  })
})

describe('a window’s presence', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const aPresence = () => {
    const awareness = new Awareness(new Y.Doc())
    const at = {article: ONE as string | undefined, span: undefined as {start: number; end: number} | undefined, blind: false, connected: true}
    let move = (): void => undefined
    const presence = createPresence({
      awareness,
      me: () => 'alice',
      blind: () => at.blind,
      connected: () => at.connected,
      where: () => at,
      onMove: listener => {
        move = listener
      },
    })
    const sent: unknown[] = []
    awareness.on('update', () => sent.push(awareness.getLocalState()))
    return {awareness, at, presence, sent, move: () => move()}
  }

  test('is told at most ten times a second while she selects, and the last selection always', () => {
    const {at, sent, move, awareness} = aPresence()
    for (let end = 1; end <= 1000; end++) {
      at.span = {start: 0, end}
      move()
      vi.advanceTimersByTime(1)
    }
    vi.advanceTimersByTime(200)
    expect(sent.length).toBeLessThanOrEqual(11)
    expect(sent.length).toBeGreaterThan(5)
    expect(awareness.getLocalState()).toEqual({by: 'alice', article: ONE, span: {start: 0, end: 1000}})
  })

  test('is not told again when nothing changed, but after a reconnect', () => {
    const {at, sent, move} = aPresence()
    move()
    vi.advanceTimersByTime(200)
    expect(sent).toEqual([])
    at.connected = false
    move()
    vi.advanceTimersByTime(200)
    at.connected = true
    move()
    vi.advanceTimersByTime(200)
    expect(sent).toEqual([{by: 'alice', article: ONE}])
  })

  test('shows nobody while the hub is away, and those who are there once it is back', () => {
    const {at, awareness, presence, move} = aPresence()
    awareness.states.set(77, {by: 'bob', article: ONE})
    awareness.emit('change', [{added: [77], updated: [], removed: []}, 'hub'])
    vi.advanceTimersByTime(200)
    expect(presence.colleagues.get()).toEqual([{id: 'bob', article: ONE}])
    at.connected = false
    move()
    vi.advanceTimersByTime(200)
    expect(presence.colleagues.get()).toEqual([])
    at.connected = true
    move()
    vi.advanceTimersByTime(200)
    expect(presence.colleagues.get()).toEqual([{id: 'bob', article: ONE}])
  })

  test('neither leaves nor enters while an independent round is closed', () => {
    const {at, awareness, presence, move} = aPresence()
    awareness.states.set(77, {by: 'bob', article: ONE, span: {start: 1, end: 2}})
    awareness.emit('change', [{added: [77], updated: [], removed: []}, 'hub'])
    vi.advanceTimersByTime(100)
    expect(presence.colleagues.get()).toEqual([{id: 'bob', article: ONE}])
    at.blind = true
    move()
    vi.advanceTimersByTime(200)
    expect(awareness.getLocalState()).toBeNull()
    expect(presence.colleagues.get()).toEqual([])
    expect(presence.selections.get()).toEqual([])
    at.blind = false
    move()
    vi.advanceTimersByTime(200)
    expect(awareness.getLocalState()).toEqual({by: 'alice', article: ONE})
    expect(presence.colleagues.get()).toEqual([{id: 'bob', article: ONE}])
  })

  test('what is asked often runs at once and then once per pause', () => {
    let runs = 0
    const often = atMostEvery(100, () => {
      runs++
    })
    for (let ask = 0; ask < 5; ask++) often.ask()
    expect(runs).toBe(1)
    vi.advanceTimersByTime(100)
    expect(runs).toBe(2)
    often.ask()
    often.stop()
    vi.advanceTimersByTime(1000)
    expect(runs).toBe(2)
  })
})

describe('following', () => {
  const bobs = (article: string, span?: {start: number; end: number}) => ({
    colleagues: [{id: 'bob', article}] as readonly Colleague[],
    selections: (span === undefined ? [] : [{id: '2', by: 'bob', article, span}]) as readonly ColleagueSelection[],
  })
  const aFollower = () => {
    const presence = {colleagues: createStore<readonly Colleague[]>([]), selections: createStore<readonly ColleagueSelection[]>([])}
    const view = createStore({...EMPTY_VIEW, article: ONE as string | undefined, opening: {state: 'ready'} as (typeof EMPTY_VIEW)['opening']})
    const revealed: unknown[] = []
    const following = createFollowing({
      presence,
      view,
      open: article => {
        view.update(before => ({...before, article, opening: {state: 'loading'}, selection: undefined, selected: undefined}))
        view.update(before => ({...before, opening: {state: 'ready'}}))
      },
      reveal: span => revealed.push(span),
    })
    const bobIs = (state: ReturnType<typeof bobs>): void => {
      presence.colleagues.set(state.colleagues)
      presence.selections.set(state.selections)
    }
    return {view, following, revealed, bobIs}
  }

  test('opens the article the colleague opens and shows what she selects', () => {
    const {view, following, revealed, bobIs} = aFollower()
    bobIs(bobs(ONE))
    following.start('bob')
    bobIs(bobs(ONE, {start: 5, end: 9}))
    expect(revealed).toEqual([{start: 5, end: 9}])
    bobIs(bobs(TWO))
    expect(view.get().article).toBe(TWO)
    expect(following.person.get()).toBe('bob')
  })

  test.each([
    ['opens another article', (view: ReturnType<typeof aFollower>['view']) => view.update(before => ({...before, article: TWO}))],
    ['selects words', (view: ReturnType<typeof aFollower>['view']) => view.update(before => ({...before, selection: {start: 1, end: 2}}))],
    ['selects an annotation', (view: ReturnType<typeof aFollower>['view']) => view.update(before => ({...before, selected: 'a'}))],
  ])('ends when this person %s', (_what, act) => {
    const {view, following, bobIs} = aFollower()
    bobIs(bobs(ONE))
    following.start('bob')
    act(view)
    expect(following.person.get()).toBeUndefined()
  })

  test('goes on when the colleague comes back, and does nothing meanwhile', () => {
    const {view, following, bobIs} = aFollower()
    bobIs(bobs(ONE))
    following.start('bob')
    bobIs({colleagues: [], selections: []})
    expect(view.get().article).toBe(ONE)
    bobIs(bobs(TWO))
    expect(view.get().article).toBe(TWO)
  })
})

describe('a person’s mark', () => {
  test('has the hue it always had, and all eight hues are used', () => {
    const ids = Array.from({length: 400}, (_, at) => `person-${at}-${(at * 7919).toString(36)}`)
    expect(['alice', 'bob', 'carol'].map(personHue)).toEqual([155, 65, 155])
    for (const id of ids) expect(PERSON_HUES).toContain(personHue(id))
    for (const hue of PERSON_HUES) expect(ids.filter(id => personHue(id) === hue).length).toBeGreaterThan(20)
  })

  test.each([
    ['Alice Miller', 'AM'],
    ['bob', 'B'],
    ['  Carol   van  Dyk ', 'CD'],
    ['محمد علي', 'مع'],
    ['李', '李'],
    ['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
    ['   ', '?'],
    ['Bob #a1f3', 'a1'],
    ['Bob #07c4', '07'],
  ])('has the initials of %s', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })

  test.each(PERSON_HUES)('has initials that can be read at hue %i in both themes', hue => {
    expect(contrast(oklch(0.48, 0.11, hue), [1, 1, 1])).toBeGreaterThanOrEqual(4.5)
    expect(contrast(oklch(0.48, 0.13, hue), [1, 1, 1])).toBeGreaterThanOrEqual(4.5)
    expect(
      contrast(
        oklch(0.8, 0.09, hue),
        [0x16, 0x18, 0x1d].map(part => part / 255),
      ),
    ).toBeGreaterThanOrEqual(4.5)
  })
})

/** sRGB parts from 0 to 1, clipped as a screen does. */
function oklch(lightness: number, chroma: number, hue: number): readonly number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return linear.map(part => {
    const clipped = Math.min(1, Math.max(0, part))
    return clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055
  })
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const luminance = (colour: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = colour.map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}
