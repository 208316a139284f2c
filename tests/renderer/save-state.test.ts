import {describe, expect, test} from 'vitest'
import {saveState} from '../../src/renderer/state/save-state.ts'

const SAVED = {connected: true, unsynced: false}
const upstream = {state: 'connected', origin: 'https://hub.example', waiting: 0} as const

describe('what the window says of this person’s work', () => {
  test('saved, where the project is nobody’s guest', () => {
    expect(saveState(SAVED, undefined, {state: 'none'})).toEqual({kind: 'saved'})
    expect(saveState({...SAVED, unsynced: true}, undefined, {state: 'none'})).toEqual({kind: 'saving'})
  })
  test('[NO6] not saved while a field holds text that is not written, though all that was written is on disk', () => {
    expect(saveState(SAVED, undefined, {state: 'none'}, true).kind).toBe('typing')
    expect(saveState({...SAVED, unsynced: true}, undefined, {state: 'none'}, true)).toEqual({kind: 'saving'})
  })
  test('[SP58] not saved, and why, while the hub is reached and does not take it', () => {
    const refused = 'This is not a document of this project.'
    expect(saveState({...SAVED, unsynced: true, refused}, undefined, {state: 'none'})).toEqual({
      kind: 'not-saved',
      why: `The project’s hub does not take your last changes: ${refused} They are kept in this window, and offered again by themselves.`,
    })
    expect(saveState({...SAVED, unsynced: true, refused: 'permission-denied'}, undefined, upstream)).toMatchObject({
      kind: 'not-saved',
      why: expect.stringContaining('it does not say why.'),
    })
  })
  test('shared once the other hub has it, and not before that is known', () => {
    expect(saveState(SAVED, undefined, upstream)).toEqual({kind: 'shared'})
    expect(saveState(SAVED, undefined, undefined)).toMatchObject({kind: 'saved-here'})
    expect(saveState(SAVED, undefined, {...upstream, waiting: 1})).toMatchObject({kind: 'saved-here'})
    expect(saveState({...SAVED, unsynced: true}, undefined, upstream)).toEqual({kind: 'saving'})
  })
  test('saved here, and why, while the other hub is away or does not take it', () => {
    const why = 'The hub at https://hub.example does not answer.'
    expect(saveState(SAVED, undefined, {...upstream, state: 'offline', why})).toEqual({kind: 'saved-here', why})
    expect(saveState(SAVED, undefined, {...upstream, waiting: 2, why})).toEqual({kind: 'saved-here', why})
  })
})
