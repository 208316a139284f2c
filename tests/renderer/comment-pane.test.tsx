import {waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
})
afterEach(() => desk.close())

test('the command for a comment brings the pane of the annotation to the front before it goes to the comments', async () => {
  const {workspace, spanOf} = desk
  await waitFor(() => expect(workspace.discussions.current()).toBeDefined())
  const seen: string[] = []
  workspace.panes.showPane = name => seen.push(name)
  workspace.panes.focusComments = () => seen.push('comments')
  selectWords(workspace, spanOf('Zoë'))
  desk.does('mark:entity')
  desk.does('discussion.comment')
  await waitFor(() => expect(seen.slice(-2)).toEqual(['end', 'comments']))
})
