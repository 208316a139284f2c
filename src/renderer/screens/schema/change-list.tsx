import {ChevronRight} from 'lucide-react'
import {useId, useState} from 'react'
import type {ChangeEffect, Touched} from '../../../ipc/schema-api.ts'
import {goToText} from '../../state/shown-screen.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Button} from '../../ui/button.tsx'
import {say, tell} from '../../ui/say.ts'

type Props = {readonly changes: readonly ChangeEffect[]; readonly version: number /** An article is gone to. */; readonly onOpen: () => void}

/** What would be otherwise, change by change, with how many annotations each touches, and in which articles. */
export function ChangeList({changes, version, onOpen}: Props) {
  if (changes.length === 0) return <p role="status">{say('It says what the schema in force says: there is nothing to publish.')}</p>
  return (
    <section className="publish-part" aria-labelledby="publish-changes">
      <h3 id="publish-changes">{say('What version {version} changes', {version})}</h3>
      <ul className="publish-changes">
        {changes.map(({words, touched}, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two changes may have the same words
          <li key={at}>
            <span>{tell(words)}</span>
            {touched !== undefined && <TouchedPlaces touched={touched} onOpen={onOpen} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function TouchedPlaces({touched, onOpen}: {readonly touched: Touched; readonly onOpen: () => void}) {
  const workspace = useWorkspace('project')
  const [isShown, setShown] = useState(false)
  const id = useId()
  const {annotations, articles, sets, places = []} = touched
  if (annotations === 0) return <span className="publish-touched">{say('touches no annotation')}</span>
  const words = say(
    'touches {annotations, plural, one {# annotation} other {# annotations}} in {articles, plural, one {# article} other {# articles}}, {sets, plural, one {# set} other {# sets}}',
    {annotations, articles, sets},
  )
  if (places.length === 0) return <span className="publish-touched">{words}</span>
  const open = (article: string): void => {
    onOpen()
    goToText(workspace)
    void workspace.open(article)
  }
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        icon={<ChevronRight aria-hidden="true" />}
        aria-expanded={isShown}
        aria-controls={isShown ? id : undefined}
        onClick={() => setShown(!isShown)}
      >
        {words}
      </Button>
      {isShown && (
        <ul id={id} className="publish-places">
          {places.map(({article, annotations: many}) => (
            <li key={article}>
              <Button variant="quiet" size="small" onClick={() => open(article)}>
                {workspace.project.articles.get(article)?.title ?? say('An article that was taken out')}
              </Button>{' '}
              {say('{annotations, plural, one {# annotation} other {# annotations}}', {annotations: many})}
            </li>
          ))}
          {places.length < articles && (
            <li>{say('and {articles, plural, one {# more article} other {# more articles}}', {articles: articles - places.length})}</li>
          )}
        </ul>
      )}
    </>
  )
}
