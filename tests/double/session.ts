import type * as Electron from 'electron'
import {strict} from './strict.ts'

type BeforeRequest = (details: Electron.OnBeforeRequestListenerDetails, callback: (response: Electron.CallbackResponse) => void) => void
type Session = Electron.Session

/** What main decided about permissions, for the page's requests to be answered by. */
const decided: {
  request?: Parameters<Session['setPermissionRequestHandler']>[0]
  check?: Parameters<Session['setPermissionCheckHandler']>[0]
  device?: Parameters<Session['setDevicePermissionHandler']>[0]
  beforeRequest?: BeforeRequest
  spellChecker: boolean
} = {spellChecker: true}

/** Permissions of the web platform by the name Electron asks main for them. */
const PERMISSIONS = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'local-fonts': 'local-fonts',
} as const

/** What main answers when a page asks whether it may. */
export const permissions = (origin: string): readonly {readonly name: string; readonly granted: boolean}[] =>
  Object.entries(PERMISSIONS).map(([name, electronName]) => ({
    name,
    granted: decided.check?.(null, electronName, origin, {} as Electron.PermissionCheckHandlerHandlerDetails) ?? true,
  }))

/** Whether main lets a request out, by its webRequest listener. */
export const allowsRequest = (details: Electron.OnBeforeRequestListenerDetails): Promise<boolean> =>
  new Promise(resolve => {
    if (decided.beforeRequest === undefined) resolve(true)
    else decided.beforeRequest(details, ({cancel}) => resolve(cancel !== true))
  })

const defaultSession = strict('session.defaultSession', {
  setPermissionRequestHandler: handler => {
    decided.request = handler
  },
  setPermissionCheckHandler: handler => {
    decided.check = handler
  },
  setDevicePermissionHandler: handler => {
    decided.device = handler
  },
  setSpellCheckerEnabled: enabled => {
    decided.spellChecker = enabled
  },
  isSpellCheckerEnabled: () => decided.spellChecker,
  webRequest: strict('session.defaultSession.webRequest', {
    onBeforeRequest: (listener: unknown) => {
      if (typeof listener !== 'function') throw new Error('double: onBeforeRequest with a filter is not simulated')
      decided.beforeRequest = listener as BeforeRequest
    },
  }) satisfies Pick<Electron.WebRequest, 'onBeforeRequest'>,
} satisfies Omit<
  Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setSpellCheckerEnabled' | 'isSpellCheckerEnabled'
  >,
  never
> & {webRequest: object})

export const session = strict('session', {defaultSession})
