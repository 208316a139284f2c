import {Button} from '../ui/button.tsx'
import {EmptyState} from '../ui/empty-state.tsx'
import type {Store} from '../state/store.ts'
import type {UnsavedText} from '../state/unsaved-texts.ts'
import {say} from '../ui/say.ts'
import './app.css'
import {UnsavedWords} from './unsaved-words.tsx'

/** Shown instead of the window when the project cannot be opened. */
export function StartProblem({problem, lost}: {readonly problem: string; readonly lost: Store<readonly UnsavedText[]>}) {
  return (
    <main className="start-screen">
      <UnsavedWords lost={lost} />
      <EmptyState
        title={say('Claimlight could not open this project')}
        actions={
          <Button variant="primary" onClick={() => window.location.reload()}>
            {say('Try again')}
          </Button>
        }
      >
        {problem}
      </EmptyState>
    </main>
  )
}
