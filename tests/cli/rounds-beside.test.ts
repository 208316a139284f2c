import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {articleId} from '../../src/core/article/article.ts'
import {createHub} from '../../src/hub/hub.ts'
import {commandHere} from '../support/command-here.ts'
import {aRound} from '../support/rounds.ts'
import {openedFolder} from '../hub/hub-bench.ts'
import {value} from '../support/results.ts'

test('of two rounds that began without knowing of each other, the reader is told in her language which to open', async () => {
  const path = await mkdtemp(join(tmpdir(), 'claimlight-rounds-'))
  onTestFinished(() => rm(path, {recursive: true}))
  const project = join(path, 'Eis 🧊.claimlight')
  const text = 'Sea ice melts. الجليد'
  await writeFile(join(path, 'a.txt'), text)
  const here = (args: readonly string[], language = 'en') => commandHere(args, {CLAIMLIGHT_HOME: join(path, 'home'), LANG: language})
  await here(['import', project, join(path, 'a.txt')])
  const hub = await createHub({folder: await openedFolder(project), version: '0.0.0'})
  value(
    await hub.changeProject(({rounds}) => {
      rounds.put(aRound({id: 'first', name: 'Erste 🕊️', articles: [articleId(text)], startedAt: 1}))
      rounds.put(aRound({id: 'second', name: 'Zweite', articles: [articleId(text)], startedAt: 2}))
    }),
  )
  await hub.close()
  const {stdout} = await here(['rounds', project], 'de')
  expect(stdout).toContain('\n\tDie Runde „Erste 🕊️“ hat auf einigen derselben Artikel vor dieser begonnen')
  expect((await here(['rounds', project])).stdout).toContain('\n\tThe round “Erste 🕊️” began before this one')
})
