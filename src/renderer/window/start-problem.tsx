import {Button} from '../ui/button.tsx'
import {EmptyState} from '../ui/empty-state.tsx'
import './app.css'

/** Shown instead of the window when the project cannot be opened. */
export function StartProblem({problem}: {readonly problem: string}) {
  return (
    <main className="start-screen">
      <EmptyState
        title="Claimlight could not open this project"
        actions={
          <Button variant="primary" onClick={() => window.location.reload()}>
            Try again
          </Button>
        }
      >
        {problem}
      </EmptyState>
    </main>
  )
}
