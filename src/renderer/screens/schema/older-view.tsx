import {EmptyState} from '../../ui/empty-state.tsx'
import {say} from '../../ui/say.ts'

/** What was made under an older version and means something else since. */
export function OlderView() {
  return (
    <div className="schema-view">
      <EmptyState title={say('Nothing to look at again')} />
    </div>
  )
}
