import {parseArgs} from 'node:util'
import {languageTag, UNKNOWN_LANGUAGE} from '../core/article/article-language.ts'
import {inListOrder} from '../core/article/list-order.ts'
import {message} from '../core/language/message.ts'
import {createHub} from '../hub/hub.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {guessedLanguage} from '../storage/texts/guessed-language.ts'
import {atPlace} from './at-place.ts'
import {localOwner} from './local-owner.ts'
import {readProject} from './read-project.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {readVersion} from './version.ts'

const OPTIONS = {set: {type: 'string'}, of: {type: 'string', multiple: true}, guess: {type: 'boolean', default: false}} as const

/** Lists the languages of the articles of a project, or writes them: one that is given, or what their words look like. */
export async function languages(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: OPTIONS})
  const [path] = positionals
  if (path === undefined || positionals.length > 1)
    return terminal.fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'languages'}))
  const {set, of, guess} = values
  if (set !== undefined && guess) return terminal.fail(2, message('Use one of {options}. See claimlight --help.', {options: '--set, --guess'}))
  if (of !== undefined && set === undefined) return terminal.fail(2, message('Say with --set which language the articles are in. See claimlight --help.'))
  const tag = set === undefined ? undefined : languageTag(set)
  if (set !== undefined && tag === undefined)
    return terminal.fail(2, message('"{code}" is no language code. Write one such as en, ar or zh-Hans.', {code: set}))
  if (of?.includes('') === true) return terminal.fail(2, message('Say behind --of how the id of an article begins. claimlight languages PROJECT lists them.'))
  if (set === undefined && !guess) return list(path, terminal)
  return write({path, root, set: tag, of}, terminal)
}

async function list(path: string, terminal: Terminal): Promise<ExitCode> {
  const opened = await readProject(path)
  if (!opened.ok) return terminal.fail(3, opened.error)
  for (const {id, language = UNKNOWN_LANGUAGE, title} of opened.value.project.articles.all().toSorted(inListOrder))
    terminal.say([id.slice(0, 12), language, title].join('\t'))
  await opened.value.folder.close()
  return 0
}

/** `set`: the language to write; without it, it is guessed. */
type Wish = {readonly path: string; readonly root: string; readonly set: string | undefined; readonly of: readonly string[] | undefined}

async function write({path, root, set, of}: Wish, terminal: Terminal): Promise<ExitCode> {
  const opened = await openProjectFolder(path, {mode: 'write'})
  if (!opened.ok) return terminal.fail(3, opened.error)
  const {person, warnings} = await localOwner()
  for (const warning of [...warnings, ...opened.value.warnings]) terminal.complain(warning)
  const hub = await createHub({folder: opened.value, version: await readVersion(root), indexesTexts: false})
  try {
    if (hub.upstream !== undefined)
      return terminal.fail(1, message('This project follows another hub. Change the languages in the window, in the details of the articles.'))
    const project = await readProject(path)
    if (!project.ok) return terminal.fail(3, project.error)
    const articles = project.value.project.articles.all().toSorted(inListOrder)
    await project.value.folder.close()
    const lost = of?.find(start => articles.filter(({id}) => id.startsWith(start)).length !== 1)
    if (lost !== undefined)
      return terminal.fail(
        1,
        message('No article, or more than one, has an id that begins with "{start}". claimlight languages PROJECT lists them.', {start: lost}),
      )
    const meant = of === undefined ? articles.filter(({language}) => language === undefined) : articles.filter(({id}) => of.some(start => id.startsWith(start)))
    const requests = hub.requests(person, 'browser')
    const found = new Map<string, string>()
    for (const {id} of meant) {
      const text = set === undefined ? await requests.articleText(id) : undefined
      if (text?.ok === false) terminal.complain(atPlace(id.slice(0, 12), text.error))
      const language = set ?? (text?.ok === true ? await guessedLanguage(text.value) : undefined)
      if (language !== undefined) found.set(id, language)
    }
    const written = await hub.changeProject(({articles: kept, transact}) =>
      transact(() => {
        for (const [id, language] of found) kept.patch(id, {language})
      }),
    )
    if (!written.ok) return terminal.fail(1, written.error)
    for (const {id, title} of meant) terminal.say([id.slice(0, 12), found.get(id) ?? UNKNOWN_LANGUAGE, title].join('\t'))
    terminal.say(message('The language of {articles, plural, =0 {no articles} one {# article} other {# articles}} was written.', {articles: found.size}))
    return 0
  } finally {
    await hub.close()
  }
}
