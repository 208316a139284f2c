import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {screen, waitFor} from '@testing-library/react'
import {expect, test} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import {createHub} from '../../src/hub/hub.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {RoundBanner} from '../../src/renderer/window/round-banner.tsx'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aRound} from '../support/rounds.ts'
import {aWorkspace} from '../support/workspace.ts'
import {show} from '../ui/dom.tsx'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('السلام قريب. 和平即将到来。 Sea ice 🧊')

test('an article outside her list of a round says so, and one in it that her work is hers alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'claimlight-round-banner-'))
  const hub = await createHub({folder: value(await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})), version: '0.0.0'})
  const asked = hub.requests(alice, 'desktop')
  value(
    await asked.importFiles(
      [ICE, PEACE].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)})),
      null,
    ),
  )
  await hub.changeProject(({people}) => {
    for (const person of [alice, bob]) people.put(person)
  })
  const {workspace} = await aWorkspace(hub, bob)
  try {
    value(await asked.startRound('Runde 1 和平', {}, [{annotator: 'bob', articles: [ICE.id]}]))
    show(
      <WorkspaceContext.Provider value={workspace}>
        <RoundBanner />
      </WorkspaceContext.Provider>,
    )
    await workspace.open(ICE.id)
    await waitFor(() => expect(screen.getByText(/Your work is yours alone/)).toBeTruthy())
    await workspace.open(PEACE.id)
    await waitFor(() => expect(screen.getByText(/This article is not in your list of this round\. You can read it, not annotate it\./)).toBeTruthy())
    expect(screen.queryByText(/Your work is yours alone/)).toBeNull()

    // As one comes by a folder, from whoever could not know of the first.
    await hub.changeProject(({rounds}) => rounds.put(aRound({id: 'later', name: 'Runde 2 🕊️', ownSets: true, startedAt: Date.now() + 1})))
    await workspace.open(ICE.id)
    await waitFor(() => expect(screen.getByText(/Another round is on here too: “Runde 2 🕊️”.*Your work goes to “Runde 1 和平”/)).toBeTruthy())
  } finally {
    await workspace.close()
    await hub.close()
    await rm(folder, {recursive: true})
  }
})
