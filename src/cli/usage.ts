import type {Language} from '../core/language/language.ts'
import {LANGUAGES} from '../core/language/languages.ts'
import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'

/** How a command is called, the same in every language, and what it does. */
type Use = {readonly calls: readonly string[]; readonly does: Message}

const USES: readonly Use[] = [
  {
    calls: ['import PROJECT FILE… [--encoding ENCODING]'],
    does: message(
      'Takes .txt and .md files, and those in folders, as articles; a .json file as a dataset (into an empty project) or a schema. Makes PROJECT, a folder, when it is not there. One line for each file on standard output; what is refused is told on standard error, and the rest is imported. A text that is not UTF-8 is shown as the likely encodings read it, to be imported again with the right one, such as windows-1250, gb18030 or utf-8-damaged (U+FFFD where it is damaged).',
    ),
  },
  {
    calls: ['schema [PROJECT --set FILE|NAME | --restore N] [--map FILE] [--note TEXT] [--dry-run] [--postgres URL]'],
    does: message(
      'Brings a schema into force: a file, or one that comes with Claimlight (--preset says the same). Refused where annotations or entities say what it has no place for, unless the map says what that is read as: {map}. No annotation is changed. --restore takes an earlier version of the project’s own, as a new one. --note says why, and is kept with the version. --dry-run changes nothing, and says each change in words with how many annotations it touches, and what has no place. Without PROJECT, one line for each that comes with Claimlight: its name here, what it is called, what it is for, with tabs between.',
      {map: '[{"layer": …, "feature": …, "label": …, "to": …}]'},
    ),
  },
  {
    calls: ['schema PROJECT --show [--version N] | --versions | --diff V1 V2 [--postgres URL]'],
    does: message(
      'Writes the schema in force to standard output, or an earlier version; or one line for each version that was in force: number, when, who, name, why, with tabs between; or in what two differ, one line for each difference (kind, of what, where, what), with tabs between: V1 and V2 are numbers of versions, files, or names. Works while the project is open elsewhere.',
    ),
  },
  {
    calls: ['schema PROJECT --codebook FILE [--version N | --draft ID] [--language TAG] [--postgres URL]'],
    does: message(
      'Writes a codebook: a page (.html) or Markdown (.md) to print, or a REFI-QDA codebook (.qdc) for QualCoder, MAXQDA, ATLAS.ti and NVivo, of the version in force, another, or a draft (the beginning of its id), with --language in the words that the schema has in that language. Works while the project is open elsewhere.',
    ),
  },
  {
    calls: [
      'schema PROJECT --publish DRAFT [--note TEXT] [--dry-run] [--postgres URL]',
      'schema PROJECT --drafts | --show --draft DRAFT | --discard DRAFT [--postgres URL]',
    ],
    does: message(
      'Drafts of the schema, which curators edit in the window. --publish brings one into force, unless another version came into force since it began: then the window shows what that changed. --drafts writes one line for each: id, when and by whom it was begun, what it goes on from, how many layers, features and labels it changes, with tabs between. DRAFT is the beginning of an id.',
    ),
  },
  {
    calls: ['export PROJECT --format json [--offsets codepoint|utf16] [--out FILE]'],
    does: message('Writes the dataset to FILE, or to standard output. Works while the project is open elsewhere.'),
  },
  {
    calls: [
      'agreement --codes TABLE.csv [--level LEVEL] [--measures A,B] [--bootstrap N] [--format table|json|csv]',
      'agreement --continuum TABLE.csv [--measures A,B] [--label LABEL] [--format table|json|csv]',
    ],
    does: message(
      'Agreement of a plain table. Codes: a row for each unit, a column for each annotator, empty where she said nothing; LEVEL is nominal, ordinal, interval, ratio, masi or jaccard. Continuum: a row for each span: annotator, start, end, label. docs/agreement.md has the measures and every option.',
    ),
  },
  {
    calls: ['languages PROJECT [--set TAG [--of ARTICLE]… | --guess]'],
    does: message(
      'One line for each article: id, language, title, with tabs between; und where none is known. --set writes a language (BCP 47, such as en, ar or zh-Hans) for the articles named by the beginnings of their ids, or for all that have none; --guess looks at the words of those that have none. The window does the same in the details of articles. Listing works while the project is open elsewhere.',
    ),
  },
  {
    calls: ['check FILE|PROJECT|FOLDER'],
    does: message(
      'Reads a dataset, a schema, a project, an exchange file or a shared folder again: hashes, the words under every annotation, the working store, every segment.',
    ),
  },
  {
    calls: ['folder PROJECT [--share FOLDER | --join FOLDER | --stop] [--remember]'],
    does: message(
      'Exchanges the project through a folder that a drive or a service carries to colleagues: starts the share, joins a colleague’s (and makes PROJECT when it is not there), ends it, or without an option exchanges once. While a project is served this goes on by itself. --remember keeps the passphrase on this computer.',
    ),
  },
  {
    calls: ['exchange write|read PROJECT FILE'],
    does: message('Writes the project into one encrypted file to mail, or merges such a file (and makes PROJECT when it is not there).'),
  },
  {
    calls: ['rounds PROJECT [--new FILE.json | --start ID | --open ID | --progress | --work | --late] [--postgres URL]'],
    does: message(
      'One line for each round: id, state, how many articles, how many annotators, name, with tabs between. --progress adds who has begun and finished how much, --work whose work on which articles can be read, --late what was taken after the opening. --new starts the round that FILE describes: {needed}, and where they are wanted {lists}; or "perArticle", how many annotate each article ({share} gives a fifth to so many and the rest to one), with as many words for everybody, by chance that follows from "seed"; {order} shuffles for each. With {draft} it is only kept, until --start begins it. --open shows everybody what was made in it, for ever. Listing works while the project is open elsewhere; to start and open, close it there first.',
      {
        needed: '{"name": …}',
        lists: '"articles", "annotators", "lists": [{"annotator": …, "articles": […]}]',
        share: '"share": 0.2',
        order: '"order": {"seed": …}',
        draft: '"draft": true',
      },
    ),
  },
  {
    calls: ['repair PROJECT [--postgres URL]'],
    does: message(
      'Makes a damaged working store anew from all that can be read of it. The damaged file is kept. Close the project first. In a database, sets aside what is damaged; hubs may serve the project meanwhile.',
    ),
  },
  {
    calls: ['backup PROJECT --out FOLDER [--postgres URL]'],
    does: message('Copies the project into a new folder, also while it is open elsewhere.'),
  },
  {
    calls: [
      'join LINK|- [--folder PROJECT] [--name NAME] [--device NAME] [--yes --fingerprint F [--move] [--as-new-person]]',
      'serve PROJECT --upstream LINK|-',
    ],
    does: message(
      'Makes PROJECT, a folder on this computer that goes with the project the invitation is for: one works in it with or without a network, and it exchanges everything with the colleague’s hub whenever that is reached while it is served. Shows the hub, the project and the fingerprint of the hub’s certificate, and asks before it says who you are. --yes asks nothing: then the fingerprint must be F, as the colleague’s window or serve shows it (the host’s name, where an authority vouches for it), not as the link has it. A project that is here and follows another hub stays with that one, unless --move. Where somebody of the invited name is in the project already, it asks whether that is you; --as-new-person says that you are somebody else. A project that was joined before is let in again. serve --upstream joins and serves. For - the link is typed, piped or taken from CLAIMLIGHT_INVITATION: arguments are seen by others on the machine.',
    ),
  },
  {
    calls: ['leave PROJECT'],
    does: message('Ends that. All that is in PROJECT stays, and is yours alone from then on.'),
  },
  {
    calls: ['serve [PROJECT] [--port N] [--no-open] [--postgres URL [--redis URL]]'],
    does: message(
      'Opens the project, or the sample project, in a browser of this machine; makes PROJECT when it is not there. Prints the sign-in link as one line: it works once, within ten minutes. Without --port, a project has a port of its own; when that is taken, any free one. With --postgres, the project’s work is kept in that database, and several hubs can serve it at once: it is copied there the first time. With --redis, they carry live traffic to each other through Redis.',
    ),
  },
  {
    calls: ['projects'],
    does: message('One line for each project in the folder for projects, and for those that were served lately: name and path, with a tab between.'),
  },
  {
    calls: ['sign-in [PROJECT]'],
    does: message('Prints another sign-in link while the project is served on this computer.'),
  },
  {
    calls: ['serve PROJECT --listen HOST:PORT [--tls self-signed|CERT,KEY|off] [--public-origin https://HOST]'],
    does: message(
      'Also lets invited people in over the network (0.0.0.0: every one of this computer), with TLS: a certificate made for the project, or PEM files; off behind a proxy that has one, named by --public-origin. Prints one line “Shared at …” for each address, and its fingerprint, which whoever joins compares. /health and /metrics are for programs; CLAIMLIGHT_METRICS_TOKEN lets those on other computers read metrics.',
    ),
  },
  {
    calls: ['invite PROJECT --name NAME --role reader|annotator|curator|admin [--days N]'],
    does: message(
      'Makes a personal invitation, good for 30 days, also while the project is served. Prints two lines: the link for the app, and the one for a browser. They are secrets, and are shown only once.',
    ),
  },
  {
    calls: ['invitations PROJECT [--hold] [--let-in ID]'],
    does: message(
      'One line for each: id, state, role, name, last day, number of devices, with tabs between them. After a backup was put back, invitations are held: --let-in lets one in again, and may be given several times. --hold does the same to all in a project that was copied by other means.',
    ),
  },
  {
    calls: ['revoke PROJECT ID'],
    does: message('Ends an invitation and every connection that came of it.'),
  },
  {
    calls: ['devices PROJECT [--let-in ID] [--end ID]'],
    does: message(
      'One line for each device that comes in as you: id, in or waits, since, last used, name, code. --let-in says that one that waits is yours; --end ends one.',
    ),
  },
]

const BEHIND: readonly Message[] = [
  message('{commands} take --postgres URL for a project that is kept in a database.', {
    commands: 'import, export, check, repair, backup, invite, invitations, revoke, devices',
  }),
  message('Passphrases of shared folders and exchange files are taken from the variable CLAIMLIGHT_PASSPHRASE, or asked for.'),
  message('A password of PostgreSQL is taken from PGPASSWORD when the address has none, the address of Redis from CLAIMLIGHT_REDIS.'),
  message('It speaks the language of the terminal, or the one that CLAIMLIGHT_LANGUAGE names: {languages}.', {languages: Object.keys(LANGUAGES).join(', ')}),
]

const EXIT_CODES: readonly Message[] = [
  message('done', {}, 'an exit code'),
  message('some input was refused, or problems were found', {}, 'an exit code'),
  message('used wrongly', {}, 'an exit code'),
  message('the project cannot be opened or served', {}, 'an exit code'),
  message('joined, but this device waits until you say on another one that it is yours', {}, 'an exit code'),
]

/** UTF-16 units of a line. */
const WIDTH = 100

/** What `--help` says. */
export function usage({tell}: Language): string {
  const uses = USES.flatMap(({calls, does}) => [...calls.map(call => `  claimlight ${call}`), ...wrapped(tell(does), '      ')])
  return [
    tell(message('Claimlight: annotate claims, stances and entities in article texts.')),
    '',
    tell(message('Usage:')),
    ...uses,
    '  claimlight --help | --version',
    '',
    ...BEHIND.flatMap(said => wrapped(tell(said), '')),
    '',
    tell(message('Exit codes:')),
    ...EXIT_CODES.map((said, code) => `  ${code}  ${tell(said)}`),
    '',
  ].join('\n')
}

function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || indent.length + last.length + 1 + word.length > WIDTH) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines.map(line => `${indent}${line}`)
}
