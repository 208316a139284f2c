import {render as renderInto} from '@testing-library/react'
import {userEvent} from '@testing-library/user-event'
import type {ReactNode} from 'react'
import {StrictMode} from 'react'

/** Shows the element as the app does, with a person at the keyboard. */
export function show(element: ReactNode) {
  const shown = renderInto(<StrictMode>{element}</StrictMode>)
  return {person: userEvent.setup(), ...shown, again: (next: ReactNode) => shown.rerender(<StrictMode>{next}</StrictMode>)}
}
