import {parseArgs} from 'node:util'
import {counted} from '../core/counted.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {Message, Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import {countsBefore} from '../core/round/blindness.ts'
import type {Round} from '../core/round/round.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import type {Hub} from '../hub/hub.ts'
import {createHub} from '../hub/hub.ts'
import {progressOf} from '../hub/rounds/progress.ts'
import {mayRunRounds} from '../hub/rounds/planning.ts'
import {hubWorklists} from '../hub/rounds/worklists.ts'
import {documentName} from '../project/document-address.ts'
import {documentFrom} from '../project/document-from.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {atPlace} from './at-place.ts'
import {withLists} from './given-out.ts'
import {localDevice} from './local-owner.ts'
import {readProject} from './read-project.ts'
import type {RoundFile} from './round-file.ts'
import {readRoundFile, strangersIn} from './round-file.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {workLines} from './round-work.ts'
import {readVersion} from './version.ts'

/** Lists the rounds of a project, says how far they are, and starts and opens them by the rules of the window. */
export async function rounds(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      new: {type: 'string'},
      start: {type: 'string'},
      open: {type: 'string'},
      progress: {type: 'boolean', default: false},
      work: {type: 'boolean', default: false},
      late: {type: 'boolean', default: false},
      postgres: {type: 'string'},
    },
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return terminal.fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'rounds'}))
  const {new: file, start, open, progress, work, late, postgres} = values
  if ([file !== undefined, start !== undefined, open !== undefined, progress, work, late].filter(Boolean).length > 1)
    return terminal.fail(2, message('Use one of {options}. See claimlight --help.', {options: '--new, --start, --open, --progress, --work, --late'}))
  if (file === undefined && start === undefined && open === undefined) return listRounds(path, {postgres, progress, work, late}, terminal)
  const read = file === undefined ? undefined : await readRoundFile(file)
  if (read?.ok === false) return terminal.fail(1, atPlace(file ?? '', read.error))
  const draft = read && (await completed(path, postgres, read.value))
  if (draft?.ok === false) return terminal.fail(draft.error.code, draft.error.why)
  return atHub({path, postgres, root}, terminal, async ({requests}, person) => {
    const api = requests(person, 'browser')
    if (draft === undefined) return told(start === undefined ? await api.openRound(open ?? '') : await api.startDraft(start), terminal)
    const {isDraft, share: _share, seed: _seed, ...wish} = draft.value
    return told(isDraft ? await api.draftRound(wish) : await api.startRound(wish.name, wish.plan, wish.lists), terminal)
  })
}

/** With the lists that its file asks for. */
async function completed(
  path: string,
  postgres: string | undefined,
  {share, seed, isDraft, ...wish}: RoundFile,
): Promise<Result<RoundFile, {code: ExitCode; why: Sentence}>> {
  const opened = await readProject(path, postgres)
  if (!opened.ok) return refused({code: 3, why: opened.error})
  const {project, folder} = opened.value
  const [stranger] = strangersIn(wish, project)
  const given = stranger === undefined ? withLists(wish, {share, seed}, project) : refused(stranger)
  await folder.close()
  return given.ok ? ok({...given.value, isDraft}) : refused({code: 1, why: given.error})
}

function told(round: Result<Round>, terminal: Terminal): ExitCode {
  if (!round.ok) return terminal.fail(1, round.error)
  terminal.say(roundLine(round.value))
  return 0
}

/** Two were started where neither knew of the other. */
const asideSentence = ({name}: Round): Message =>
  message(
    'The round “{name}” began before this one on some of the same articles and counts there. Open this one: what was done in it is kept, and read when both are open.',
    {
      name,
    },
  )

const roundLine = ({id, name, state, unreadable, articles, annotators}: Round): string =>
  [
    id,
    unreadable === true ? 'unreadable' : state,
    articles === undefined ? 'all articles' : counted(articles.length, 'article'),
    annotators === undefined ? 'everybody' : counted(annotators.length, 'annotator'),
    name,
  ].join('\t')

/** Beside whoever has the project open. */
async function listRounds(
  path: string,
  given: {postgres: string | undefined; progress: boolean; work: boolean; late: boolean},
  {language, say, fail}: Terminal,
): Promise<ExitCode> {
  const opened = await readProject(path, given.postgres)
  if (!opened.ok) return fail(3, opened.error)
  const {folder, project, person} = opened.value
  try {
    if (given.progress && !mayRunRounds(person))
      return fail(1, message('Only curators and admins of this project are told how far others are. Ask one of them.'))
    const keep = async (address: Parameters<typeof documentName>[1]) => documentFrom(await folder.store.load(documentName(folder.projectId, address)))
    const worklists = given.progress ? await hubWorklists({store: folder.store, keep, onChange: () => undefined}) : undefined
    for (const round of opened.value.rounds()) {
      say(roundLine(round))
      const other = countsBefore(opened.value.rounds(), round)
      if (other !== undefined) say(`\t${language.tell(asideSentence(other))}`)
      const progress = worklists === undefined ? [] : await progressOf(round, {worklists, project, store: folder.store, now: Date.now}, () => undefined)
      for (const {annotator, given: all, begun, finished} of progress)
        say(`\t${project.people.get(annotator)?.name ?? annotator}\tfinished ${finished} of ${all}, begun ${begun}`)
      if (given.work || given.late) for await (const line of workLines(opened.value, round, given.late)) say(line)
    }
    return 0
  } finally {
    await folder.close()
  }
}

async function atHub(
  {path, postgres, root}: {path: string; postgres: string | undefined; root: string},
  terminal: Terminal,
  act: (hub: Hub, person: Parameters<Hub['requests']>[0]) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = await (postgres === undefined ? openProjectFolder(path, {mode: 'write'}) : openCommonProject(path, postgres, {copy: true}))
  if (!opened.ok) return terminal.fail(3, opened.error)
  const {id, person, secrets, warnings} = await localDevice()
  for (const warning of [...warnings, ...opened.value.warnings]) terminal.complain(warning)
  const hub = await createHub({folder: opened.value, version: await readVersion(root), device: {id, person, secrets}, indexesTexts: false})
  try {
    return await act(hub, person)
  } finally {
    await hub.close()
  }
}
