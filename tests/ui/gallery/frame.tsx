import {PanelLeft, PanelRight, Search} from 'lucide-react'
import {useEffect, useState} from 'react'
import {Badge} from '../../../src/renderer/ui/badge.tsx'
import {ChoiceGroup} from '../../../src/renderer/ui/choice-group.tsx'
import {commandFinder} from '../../../src/renderer/ui/command-keys.ts'
import {CommandPalette} from '../../../src/renderer/ui/command-palette.tsx'
import {IconButton} from '../../../src/renderer/ui/icon-button.tsx'
import {Panes} from '../../../src/renderer/ui/panes.tsx'
import {thisPlatform} from '../../../src/renderer/ui/shortcuts.ts'
import {TextArea} from '../../../src/renderer/ui/text-area.tsx'
import {VirtualList} from '../../../src/renderer/ui/virtual-list.tsx'
import {COMMAND_IDS, COMMANDS, commandSpec} from '../../../src/ipc/commands.ts'
import {galleryArticles} from './articles.ts'

const ARTICLES = galleryArticles(5000)

const PALETTE = [
  {heading: 'Commands', items: COMMAND_IDS.map(id => ({id, label: `${commandSpec(id).title}`, keywords: [commandSpec(id).menu], ...keysOf(id)}))},
  {heading: 'Articles', items: ARTICLES.map(({id, title, outlet}) => ({id, label: title, detail: outlet}))},
]

function keysOf(id: (typeof COMMAND_IDS)[number]): {keys?: string} {
  const {keys} = commandSpec(id)
  return keys === undefined ? {} : {keys}
}

/** The three panes with a list, a text and an inspector, as the app arranges them. */
export function Frame() {
  const [left, setLeft] = useState(true)
  const [right, setRight] = useState(true)
  const [palette, setPalette] = useState(false)
  const [selected, setSelected] = useState<string | undefined>('article-0')
  const [last, setLast] = useState('')
  const [voice, setVoice] = useState<string | undefined>('quoted')
  const article = ARTICLES.find(({id}) => id === selected)

  useEffect(() => {
    const find = commandFinder(COMMANDS, thisPlatform())
    const onKey = (event: KeyboardEvent) => {
      const command = find(event)
      if (!command) return
      event.preventDefault()
      setLast(command)
      if (command === 'view.palette') setPalette(true)
      if (command === 'view.articles') setLeft(open => !open)
      if (command === 'view.inspector') setRight(open => !open)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <div className="frame">
      <header className="frame-bar">
        <IconButton label="Show or hide articles" keys="CmdOrCtrl+B" icon={<PanelLeft />} aria-pressed={left} onClick={() => setLeft(!left)} />
        <h1>Sea level, spring 2024</h1>
        <IconButton label="Command palette" keys="CmdOrCtrl+K" icon={<Search />} onClick={() => setPalette(true)} />
        <IconButton label="Show or hide annotations" keys="CmdOrCtrl+Alt+B" icon={<PanelRight />} aria-pressed={right} onClick={() => setRight(!right)} />
      </header>
      <div className="frame-panes">
        <Panes
          storage={localStorage}
          start={{
            label: 'Articles',
            open: left,
            onOpenChange: setLeft,
            width: 288,
            minWidth: 200,
            maxWidth: 480,
            content: (
              <VirtualList
                label="Articles"
                items={ARTICLES}
                keyOf={({id}) => id}
                selected={selected}
                onSelect={({id}) => setSelected(id)}
                onOpen={({id}) => setLast(`open ${id}`)}
                textOf={({title}) => title}
                estimate={58}
                className="frame-list"
                renderItem={({title, outlet, words, claims}) => (
                  <div className="frame-item">
                    <span className="frame-title" dir="auto">
                      {title}
                    </span>
                    <span className="frame-outlet">
                      <span dir="auto">{outlet}</span> · {words} words
                    </span>
                    {claims > 0 && <Badge hue="amber">{claims}</Badge>}
                  </div>
                )}
              />
            ),
          }}
          main={{
            label: 'Text',
            minWidth: 360,
            content: (
              <div className="frame-text" data-shortcuts="article" tabIndex={-1}>
                <article dir="auto">
                  <h2 dir="auto">{article?.title}</h2>
                  <p>
                    The sea has risen <mark data-layer="claim">twice as fast since 1993 as in the decades before</mark>, a survey of 214 tide gauges says.{' '}
                    <mark data-layer="entity">María Álvarez</mark>, who led it, <mark data-layer="cue">warned</mark> that harbours “have ten years, not thirty”.
                  </p>
                  <p>
                    <mark data-layer="source">The Harbour Authority</mark> did not answer our questions. Its last report calls the present walls safe until 2060
                    — a figure no other office in the country uses.
                  </p>
                  <p>Ice on land, once melted, does not wait for budgets: 中文 עברית عربي 🌊 cafés and quays alike will see it.</p>
                </article>
              </div>
            ),
          }}
          end={{
            label: 'Annotations',
            open: right,
            onOpenChange: setRight,
            width: 320,
            minWidth: 240,
            maxWidth: 520,
            content: (
              <div className="frame-inspector">
                <Badge hue="amber" line="solid">
                  Claim
                </Badge>
                <blockquote>twice as fast since 1993 as in the decades before</blockquote>
                <ChoiceGroup
                  label="Voice"
                  value={voice}
                  onChange={setVoice}
                  choices={[
                    {value: 'outlet', label: 'Outlet', key: '1'},
                    {value: 'quoted', label: 'Quoted', key: '2'},
                    {value: 'paraphrased', label: 'Paraphrased', key: '3'},
                    {value: 'mixed', label: 'Mixed', key: '4'},
                  ]}
                />
                <TextArea onBegin={() => undefined} label="Note" value="" onCommit={setLast} />
                <output aria-label="Last command">{last}</output>
              </div>
            ),
          }}
        />
      </div>
      <CommandPalette open={palette} onClose={() => setPalette(false)} groups={PALETTE} onChoose={setLast} />
    </div>
  )
}
