import type {ArticleId} from '../../core/article/article.ts'
import {isSame, useMade, useWorkspace} from '../state/use-workspace.ts'
import {hueStyle} from './avatar.tsx'
import {nameOf} from './people.ts'
import {listed, say} from '../ui/say.ts'
import './readers.css'

/** In a line of the article list: a dot for each colleague who reads it. */
export function Readers({article}: {readonly article: ArticleId}) {
  const workspace = useWorkspace('project')
  const colleagues = useMade(['presence'], ({presence}) => presence.colleagues.get().filter(each => each.article === article), isSame)
  if (colleagues.length === 0) return null
  const names = listed(colleagues.map(each => nameOf(workspace, each.id)))
  return (
    <span className="readers" title={say('{names} {people, plural, one {reads} other {read}} this', {names, people: colleagues.length})}>
      {colleagues.map(each => (
        <span key={each.id} className="readers-dot" style={hueStyle(each.id)} aria-hidden="true" />
      ))}
      <span className="sr-only">{say('Read now by {names}', {names})}</span>
    </span>
  )
}
