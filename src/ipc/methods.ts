import type {DesktopApi} from './desktop-api.ts'
import type {HostApi} from './host-api.ts'

/** The names of all requests, apart from their shapes, so that a preload needs nothing else. One missing here does not compile. */
const host: Record<keyof HostApi, true> = {
  session: true,
  renamePerson: true,
  keepName: true,
  articleText: true,
  importFiles: true,
  readAs: true,
  importDataset: true,
  summaries: true,
  searchArticles: true,
  checkProject: true,
  registryUse: true,
  mentions: true,
  annotationHistory: true,
  sameWords: true,
  shareStatus: true,
  startSharing: true,
  stopSharing: true,
  discover: true,
  invite: true,
  invitations: true,
  revokeInvitation: true,
  letBackIn: true,
  people: true,
  inviteDevice: true,
  devices: true,
  letInDevice: true,
  endDevice: true,
  replaceDevices: true,
  setRole: true,
  folderStatus: true,
  lookAtFolder: true,
  shareFolder: true,
  projectFromFolder: true,
  syncFolder: true,
  stopSharedFolder: true,
  writeExchange: true,
  readExchange: true,
  startRound: true,
  openRound: true,
  takeSchema: true,
}

const desktop: Record<keyof DesktopApi, true> = {
  pickArticleFiles: true,
  saveFile: true,
  saveDataset: true,
  recentProjects: true,
  openProject: true,
  newProject: true,
  openLink: true,
  takeInvitations: true,
  lookAtInvitation: true,
  joinProject: true,
  reportCommands: true,
  reportSaved: true,
}

export const HOST_METHODS = Object.keys(host) as readonly (keyof HostApi)[]
export const DESKTOP_METHODS = Object.keys(desktop) as readonly (keyof DesktopApi)[]
