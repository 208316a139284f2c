import {parseArgs} from 'node:util'
import {samplePath} from '../hub/sample-project.ts'
import {proofOf} from '../hub/sign-in.ts'
import {servedBefore} from '../storage/browser-edition.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {settingsFolder} from './local-owner.ts'
import {documentsFolder} from './projects.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** Asks the hub that serves a project on this machine for one more sign-in link. */
export async function signInAgain(args: readonly string[], {say, fail}: Terminal): Promise<ExitCode> {
  const {positionals} = parseArgs({args: [...args], allowPositionals: true, options: {}})
  if (positionals.length > 1) return fail(2, 'sign-in takes one PROJECT, or none for the sample. See claimlight --help.')
  const path = positionals[0] ?? samplePath(documentsFolder())
  const opened = await openProjectFolder(path, {mode: 'read'})
  if (!opened.ok) return fail(3, opened.error)
  const {projectId} = opened.value
  await opened.value.close()
  const {found} = await servedBefore(settingsFolder(), projectId)
  const notServed = 'This project is not served on this computer by you at the moment. Start it with claimlight serve; it prints a link.'
  if (found?.port === undefined) return fail(1, notServed)
  const origin = `http://127.0.0.1:${found.port}`
  const headers = {authorization: `Proof ${proofOf(found.session, origin, Date.now())}`}
  const answer = await fetch(`${origin}/sign-in`, {method: 'POST', headers, redirect: 'error'}).catch(() => undefined)
  const link = answer?.status === 200 ? (await answer.text()).trim() : ''
  if (!link.startsWith(`${origin}/sign-in?token=`)) return fail(1, notServed)
  say(link)
  return 0
}
