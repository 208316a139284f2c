import type {ReactNode} from 'react'
import {Button} from './button.tsx'
import {Dialog} from './dialog.tsx'
import {say} from './say.ts'

export type ConfirmDialogProps = {
  readonly open: boolean
  readonly title: string
  /** What will happen, and whether it can be undone. */
  readonly children: ReactNode
  /** Says what the button does: "Remove 3 annotations", never "OK". */
  readonly confirm: string
  readonly cancel?: string
  /** A danger puts the focus on Cancel. */
  readonly danger?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

export function ConfirmDialog({open, title, children, confirm, cancel = say('Cancel'), danger = false, onConfirm, onCancel}: ConfirmDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onCancel}
      title={title}
      description={children}
      size="small"
      role="alertdialog"
      actions={
        <>
          <Button onClick={onCancel} data-autofocus={danger ? '' : undefined}>
            {cancel}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} onClick={onConfirm} data-autofocus={danger ? undefined : ''}>
            {confirm}
          </Button>
        </>
      }
    />
  )
}
