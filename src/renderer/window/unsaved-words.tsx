import {X} from 'lucide-react'
import {useSyncExternalStore} from 'react'
import {CopyField} from '../ui/copy-field.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import type {Store} from '../state/store.ts'
import type {UnsavedText} from '../state/unsaved-texts.ts'
import {say} from '../ui/say.ts'
import './unsaved-words.css'

/** What a person wrote that could not be saved, until she has copied it. */
export function UnsavedWords({lost}: {readonly lost: Store<readonly UnsavedText[]>}) {
  const texts = useSyncExternalStore(lost.subscribe, lost.get)
  if (texts.length === 0) return null
  return (
    <section className="unsaved-words" aria-label={say('Not saved')} role="alert">
      <p>
        <strong>{say('What you wrote here could not be saved.')}</strong>{' '}
        {texts.some(({why}) => why === undefined) && say('It was removed, you may not write there any more, or it could not be taken as it stood.')}{' '}
        {say('Copy what you want to keep.')}
      </p>
      <IconButton size="small" label={say('Put these texts away')} icon={<X />} onClick={() => lost.set([])} />
      <ul>
        {texts.map(({where, text, why}) => (
          <li key={`${where} ${text}`}>
            {why !== undefined && <p dir="auto">{why}</p>}
            <CopyField label={where} text={text} long />
          </li>
        ))}
      </ul>
    </section>
  )
}
