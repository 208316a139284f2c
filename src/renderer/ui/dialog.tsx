import {X} from 'lucide-react'
import type {KeyboardEvent, MouseEvent, PointerEvent, ReactNode, SyntheticEvent} from 'react'
import {useId, useLayoutEffect, useRef} from 'react'
import {classNames} from './class-names.ts'
import {IconButton} from './icon-button.tsx'
import {say} from './say.ts'
import './dialog.css'

export type DialogProps = {
  readonly open: boolean
  /** Asked by Escape, the close button and a click beside the dialog. */
  readonly onClose: () => void
  /** Something runs that closing ends: a click beside the dialog does not. */
  readonly busy?: boolean
  readonly title: string
  /** One sentence below the title, read out when the dialog opens. */
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons, the one that goes on last. */
  readonly actions?: ReactNode
  readonly size?: 'small' | 'normal' | 'large' | 'full'
  readonly role?: 'dialog' | 'alertdialog'
}

/** Opens over everything. The first field or button of its content takes the focus, unless one says `data-autofocus`; closing returns it. */
export function Dialog({open, ...rest}: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null
}

function OpenDialog({onClose, busy = false, title, description, children, actions, size = 'normal', role = 'dialog'}: Omit<DialogProps, 'open'>) {
  const id = useId()
  const modal = useModal(onClose, busy)
  return (
    <dialog
      {...modal}
      className={classNames('dialog', `dialog-${size}`)}
      role={role}
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
    >
      <div className="dialog-frame">
        <div className="dialog-head">
          <h2 id={`${id}-title`} className="dialog-title">
            {title}
          </h2>
          <IconButton label={say('Close')} icon={<X />} onClick={onClose} />
        </div>
        <div className="dialog-body">
          {description !== undefined && (
            <div id={`${id}-description`} className="dialog-description">
              {description}
            </div>
          )}
          {children}
        </div>
        {actions !== undefined && <footer className="dialog-actions">{actions}</footer>}
      </div>
    </dialog>
  )
}

const FIRST_CHOICE = '[data-autofocus]:not(:disabled)'
const FOCUSABLE = 'input:not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled), [href], [tabindex="0"]'

/** Shows the dialog that is given these as long as it is mounted, and gives the focus back to where it was. */
export function useModal(onClose: () => void, busy = false) {
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    const before = document.activeElement
    dialog.showModal()
    const content = dialog.querySelector('.dialog-body')
    const first =
      dialog.querySelector<HTMLElement>(FIRST_CHOICE) ??
      content?.querySelector<HTMLElement>(FOCUSABLE) ??
      dialog.querySelector<HTMLElement>('.dialog-actions button:last-of-type')
    // Where the description is long, scrolling to what has the focus would hide it.
    if (first === undefined || first === null || first.matches(':disabled')) {
      // The browser would take the button that closes it.
      dialog.tabIndex = -1
      dialog.focus()
    } else first.focus({preventScroll: true})
    return () => {
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const pressedBeside = useRef(false)
  return {
    ref,
    onCancel: (event: SyntheticEvent) => {
      if (event.target !== event.currentTarget) return
      event.preventDefault()
      onClose()
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
      event.preventDefault()
      onClose()
    },
    onPointerDown: (event: PointerEvent) => {
      pressedBeside.current = event.target === event.currentTarget
    },
    onClick: (event: MouseEvent) => {
      if (!busy && pressedBeside.current && event.target === event.currentTarget) onClose()
    },
  }
}
