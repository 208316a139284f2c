import {screen} from '@testing-library/react'
import {expect, test} from 'vitest'
import {FolderJoinDialog} from '../../src/renderer/share/folder-join-dialog.tsx'
import {show} from '../ui/dom.tsx'

const KEY = 'J'.repeat(43)

test('[SF56] a folder is joined once its project, people and their keys were shown and agreed to', async () => {
  const did: string[] = []
  const people = [
    {name: 'Zoë 和平', keys: [KEY]},
    {name: '', keys: []},
  ]
  const {person} = show(
    <FolderJoinDialog offer={{projectName: 'السلام', isThis: true, people}} onJoin={() => did.push('join')} onCancel={() => did.push('cancel')} />,
  )
  const dialog = screen.getByRole('alertdialog', {name: 'Join “السلام”?'})
  for (const words of [
    'Zoë 和平',
    '2492 4924 9249 2492 4924',
    'Somebody whose name is not there',
    'has no key yet',
    'Nothing was written into the folder yet.',
  ])
    expect(dialog.textContent).toContain(words)
  expect(did).toEqual([])
  await person.click(screen.getByRole('button', {name: 'Do not join'}))
  await person.click(screen.getByRole('button', {name: 'Join'}))
  expect(did).toEqual(['cancel', 'join'])
})
