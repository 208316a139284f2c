import {render, screen} from '@testing-library/react'
import {expect, test} from 'vitest'
import {useFocusAcross} from '../../src/renderer/screens/read/use-focus-across.ts'

/** A narrow window has fewer buttons: the others are in a menu. */
function Pane({isNarrow}: {readonly isNarrow: boolean}) {
  const onFocus = useFocusAcross(isNarrow, () => undefined)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the focus is
    <div onFocus={onFocus}>
      <div id="pane-main" key={`${isNarrow}`}>
        {(isNarrow ? ['Claim'] : ['Claim', 'Entity', 'Source', 'Cue']).map(name => (
          <button key={name} type="button">
            {name}
          </button>
        ))}
        <textarea aria-label="The text of سلام 🧊" />
        <button type="button">Done</button>
        <button type="button">Done</button>
      </div>
    </div>
  )
}

test('what had the focus has it again in a window of another width, however many buttons stand before it', () => {
  const {rerender} = render(<Pane isNarrow />)
  screen.getByRole('textbox').focus()
  rerender(<Pane isNarrow={false} />)
  expect(document.activeElement).toBe(screen.getByRole('textbox'))
  const [, second] = screen.getAllByRole('button', {name: 'Done'})
  second?.focus()
  rerender(<Pane isNarrow />)
  expect(document.activeElement).toBe(screen.getAllByRole('button', {name: 'Done'})[1])
})
