import {createRoot} from 'react-dom/client'
import {isSecureWebAddress} from '../core/article/web-address.ts'
import {isLinkAddress} from '../core/markdown/link-address.ts'
import {parseInvitation} from '../sync/invitation-link.ts'
import type {HubConnection} from '../sync/hub-connection.ts'
import {connectHub} from '../sync/hub-connection.ts'
import {commands} from './window/all-commands.ts'
import {answerClosing} from './host/answer-closing.ts'
import {browserHost} from './host/browser-host.ts'
import {indexedDbBuffer} from './host/crash-buffer.ts'
import {desktopHost} from './host/desktop-host.ts'
import {say, tell} from './ui/say.ts'
import './ui/theme.css'
import './ui/base.css'
import {createToasts} from './ui/toasts.ts'
import {lookAtKeyboard} from './ui/keyboard-layout.ts'
import {OpenableContext} from './ui/markdown.tsx'
import {rememberedTheme, setTheme} from './ui/theme.ts'
import {JoinPage} from './share/join-page.tsx'
import {Spinner} from './ui/spinner.tsx'
import {App} from './window/app.tsx'
import {KeepTypedContext, UnwrittenContext} from './ui/unwritten.ts'
import {StartProblem} from './window/start-problem.tsx'
import {SCREENS} from './window/screens.ts'
import {connectPanes} from './window/connect-panes.ts'
import type {Preferences} from './state/preferences.ts'
import {beginAtWork} from './state/shown-screen.ts'
import {holdUnwritten} from './state/hold-unwritten.ts'
import type {Store} from './state/store.ts'
import {createStore} from './state/store.ts'
import {keptTexts} from './state/unsaved-texts.ts'
import {WorkspaceContext} from './state/use-workspace.ts'
import {createWorkspace} from './state/create-workspace.ts'

const root = createRoot(document.getElementById('root') as HTMLElement)
const theme = createStore(rememberedTheme(localStorage))
const applyTheme = (): void => setTheme(theme.get(), document.documentElement, localStorage)
theme.subscribe(applyTheme)
void lookAtKeyboard(navigator)
applyTheme()

/** Where a window that begins again finds what it has to say, in the storage of its tab. */
const NEWS = 'claimlight.news'

const NO_BUFFER = say(
  'This browser does not let Claimlight keep a copy of unsaved changes. Saving works as always, but what is not saved yet would be lost if this window crashed.',
)

const lost = keptTexts(sessionStorage)

async function openWindow(kept: Store<Preferences>): Promise<void> {
  if (window.location.pathname === '/join') return root.render(<JoinPage link={parseInvitation(window.location.hash)} />)
  root.render(
    <main className="start-screen">
      <Spinner label={say('Opening the project')} />
    </main>,
  )
  const host = desktopHost(window) ?? browserHost(window.location, document)
  let connection: HubConnection | undefined
  answerClosing(host, () => connection)
  const session = await host.requests.session()
  if (!session.ok) return root.render(<StartProblem problem={tell(session.error)} lost={lost} />)
  const {projectId} = session.value
  const {language} = kept.get()
  kept.subscribe(() => {
    if (kept.get().language !== language) window.location.reload()
  })
  const toasts = createToasts()
  const news = sessionStorage.getItem(NEWS)
  sessionStorage.removeItem(NEWS)
  if (news !== null) toasts.show({text: news, tone: 'error'})
  connection = connectHub({...host.sync, projectId, buffer: indexedDbBuffer(projectId, () => void toasts.show({text: NO_BUFFER, tone: 'error'}))})
  const opened = await createWorkspace({
    host,
    session: session.value,
    connection,
    preferences: kept,
    theme,
    toasts,
    lost,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    restart: why => {
      sessionStorage.setItem(NEWS, why)
      window.location.reload()
    },
  })
  if (!opened.ok) return root.render(<StartProblem problem={tell(opened.error)} lost={lost} />)
  const workspace = opened.value
  await workspace.mine.loaded()
  beginAtWork(workspace)
  connectPanes(workspace, commands, SCREENS, document)
  root.render(
    <WorkspaceContext value={workspace}>
      <UnwrittenContext value={holdUnwritten(workspace.unwritten)}>
        <KeepTypedContext value={workspace.unsaved.keep}>
          <OpenableContext value={host.desktop === undefined ? isLinkAddress : isSecureWebAddress}>
            <App commands={commands} screens={SCREENS} />
          </OpenableContext>
        </KeepTypedContext>
      </UnwrittenContext>
    </WorkspaceContext>,
  )
  const articles = workspace.articles()
  const last = workspace.preferences.get().lastArticle[projectId]
  const first = articles.find(entry => entry.id === last) ?? articles[0]
  if (first !== undefined) await workspace.open(first.id)
  if (session.value.asksName) workspace.view.update(before => ({...before, dialog: before.dialog ?? {kind: 'welcome'}}))
}

/** Draws the window once its language is known: what the modules say as they are loaded is said in it. */
export function start(kept: Store<Preferences>): void {
  openWindow(kept).catch(error => {
    console.error(error)
    root.render(<StartProblem problem={say('Something went wrong in this window. Try again; if it stays, restart Claimlight.')} lost={lost} />)
  })
}
