import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {HubApi} from '../../src/hub/requests/hub-api.ts'
import {fileOf, sendAndImport} from '../support/datasets.ts'
import {value} from '../support/results.ts'

export type Asking = {
  readonly api: HubApi
  /** The round that Alice works in. */
  readonly round: string
  /** The one she works on first. */
  readonly articles: readonly [string, string]
  /** From an earlier answer. */
  readonly cursor: string
}

/** A place in the log is sealed anew for each answer: what it tells is its length, and whether it is the one that was given. */
const page = async (answer: ReturnType<HubApi['changesSince']>, cursor: string): Promise<unknown> => {
  const told = value(await answer)
  return {...told, cursor: told.cursor === cursor || told.cursor.length}
}

async function exported(api: HubApi): Promise<unknown> {
  const {pieces, ...about} = value(await api.exportDataset('codepoint'))
  return {...about, file: await fileOf({...about, pieces})}
}

const AGREEMENT = {
  matching: {by: 'exact'},
  by: ['pair', 'article', 'label'],
  takesUnfinished: true,
  sampling: {sampler: 'statistical', samples: 1, seed: ''},
} as const

const text = new TextEncoder().encode('{}')

/** Every request that a hub answers, with what tells most; a new one that is missing here does not compile. Asked once, they change nothing more. */
export const QUESTIONS: {readonly [K in keyof HubApi]: (asking: Asking) => Promise<unknown>} = {
  session: ({api}) => api.session(),
  // It writes what was asked, and tells of nothing else.
  renamePerson: async () => undefined,
  keepName: ({api}) => api.keepName(),
  listProjects: ({api}) => api.listProjects(),
  goToProject: ({api}) => api.goToProject('elsewhere'),
  makeProject: ({api}) => api.makeProject('elsewhere'),
  schemaOfProject: ({api}) => api.schemaOfProject('elsewhere'),
  articleText: ({api, articles}) => api.articleText(articles[0]),
  importFiles: ({api}) => api.importFiles([], null),
  readAs: ({api}) => api.readAs({name: 'a.txt', bytes: text}, 'utf-8'),
  sendDataset: ({api}) => api.sendDataset({upload: 'a', at: 0, bytes: text}),
  importDataset: ({api}) => sendAndImport(api, 'a.json', '{}'),
  importDatasetFile: ({api}) => api.importDatasetFile('/nowhere/at/all.json'),
  dropDataset: ({api}) => api.dropDataset('another'),
  exportDataset: ({api}) => exported(api),
  summaries: async ({api, articles}) => [await api.summaries(null), await api.summaries([articles[0]])],
  searchArticles: ({api}) => api.searchArticles('Sea'),
  checkProject: ({api}) => api.checkProject(),
  registryUse: ({api}) => api.registryUse(),
  mentions: ({api}) => api.mentions([{kind: 'entity', id: 'entity-1'}], 0),
  annotationHistory: async ({api, articles, round}) => [
    await api.annotationHistory(articles[0], ownerOf('alice', round), 'annotation-1', 0),
    await api.annotationHistory(articles[0], 'team', 'annotation-1', 0),
  ],
  agreement: async ({api, round}) => [await api.agreement(AGREEMENT), await api.agreement({...AGREEMENT, rounds: [round]})],
  disagreements: ({api}) => api.disagreements(AGREEMENT, {layer: 'claim'}, 0),
  sameWords: ({api}) => api.sameWords({quote: 'Sea', layer: 'claim', wholeWords: false, matchCase: false}, null),
  shareStatus: ({api}) => api.shareStatus(),
  startSharing: ({api}) => api.startSharing({on: 'this computer', port: 0} as never),
  stopSharing: ({api}) => api.stopSharing(),
  discover: ({api}) => api.discover(),
  invite: ({api}) => api.invite({name: 'Alice', role: 'annotator', days: 1, person: 'alice'}),
  invitations: ({api}) => api.invitations(),
  revokeInvitation: ({api}) => api.revokeInvitation('none'),
  letBackIn: ({api}) => api.letBackIn('none'),
  people: ({api}) => api.people(),
  inviteDevice: ({api}) => api.inviteDevice(),
  devices: ({api}) => api.devices(),
  letInDevice: ({api}) => api.letInDevice('none'),
  endDevice: ({api}) => api.endDevice('none'),
  replaceDevices: ({api}) => api.replaceDevices('alice', 'none'),
  setRole: ({api}) => api.setRole('nobody', 'reader'),
  personWork: ({api}) => api.personWork(['alice', 'bob']),
  joinPersons: ({api}) => api.joinPersons('alice', 'nobody'),
  partPersons: ({api}) => api.partPersons('alice'),
  folderStatus: ({api}) => api.folderStatus(),
  lookAtFolder: ({api}) => api.lookAtFolder('/elsewhere', ''),
  shareFolder: ({api}) => api.shareFolder({path: '/elsewhere', passphrase: '', join: true, remember: false}),
  projectFromFolder: ({api}) => api.projectFromFolder({} as never),
  syncFolder: ({api}) => api.syncFolder(),
  stopSharedFolder: ({api}) => api.stopSharedFolder(),
  writeExchange: ({api}) => api.writeExchange('elsewhere', ''),
  readExchange: ({api}) => api.readExchange('elsewhere', ''),
  startRound: async ({api, articles}) => [await api.startRound('another'), await api.startRound('another', {articles: [articles[0]]})],
  openRound: ({api}) => api.openRound('elsewhere'),
  roundProgress: ({api, round}) => api.roundProgress(round),
  roundGrid: ({api, round}) => api.roundGrid(round),
  roundWork: async ({api, round, articles}) => [await api.roundWork(round), await api.roundWork(round, articles[0])],
  draftRound: async ({api, articles}) => api.draftRound({id: 'elsewhere', name: 'another', plan: {articles: [articles[0]]}}),
  startDraft: ({api}) => api.startDraft('elsewhere'),
  addToRound: async ({api, articles}) => api.addToRound('elsewhere', {articles: [articles[0]]}),
  changeWorklist: async ({api, articles}) => api.changeWorklist('elsewhere', {annotator: 'alice', articles: [articles[0]]}),
  finishArticle: ({api, articles}) => api.finishArticle('elsewhere', articles[0]),
  takeBackArticle: ({api, articles, round}) => api.takeBackArticle(round, articles[0]),
  codebook: ({api}) => api.codebook({kind: 'in-force'}, 'qdc', ['ar']),
  schemaPresets: ({api}) => api.schemaPresets(),
  takeSchema: ({api}) => api.takeSchema({...DEFAULT_SCHEMA, layers: []}),
  weighSchema: ({api}) => api.weighSchema({...DEFAULT_SCHEMA, layers: DEFAULT_SCHEMA.layers.slice(1)}),
  olderAnnotations: ({api}) => api.olderAnnotations(),
  taskProgress: ({api}) => api.taskProgress('another'),
  cancelTask: ({api}) => api.cancelTask('another'),
  hello: ({api}) => api.hello(),
  rounds: ({api}) => api.rounds(),
  putKey: ({api}) => api.putKey('a'.repeat(43)),
  changesSince: async ({api, cursor}) => [await page(api.changesSince(cursor), cursor), await page(api.changesSince(''), '')],
  missingTexts: ({api, articles}) => api.missingTexts(articles),
  putText: ({api, articles}) => api.putText(articles[0], 'another text', {title: '', sourceName: '', warnings: []}),
}
