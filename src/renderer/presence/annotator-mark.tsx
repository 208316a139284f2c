import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Workspace} from '../state/workspace.ts'
import {Avatar} from './avatar.tsx'
import {nameOf} from './people.ts'
import {say} from '../ui/say.ts'
import './annotator-mark.css'

/** In a line of the annotation list: which colleague made it, and whether it came while one was reading. */
export function AnnotatorMark({workspace, by, fresh}: {readonly workspace: Workspace; readonly by: AnnotatorId; readonly fresh: boolean}) {
  if (by === workspace.session.get().person.id) return null
  const name = nameOf(workspace, by)
  return (
    <span className="annotator-mark" data-fresh={fresh || undefined} title={fresh ? say('New, by {name}', {name}) : say('By {name}', {name})}>
      {fresh && <span aria-hidden="true">{say('New')}</span>}
      <Avatar id={by} name={name} small />
      <span className="sr-only">{fresh ? say('New, by {name}', {name}) : say('By {name}', {name})}</span>
    </span>
  )
}
