import type {ReactNode} from 'react'
import './empty-state.css'

export type EmptyStateProps = {
  readonly title: string
  readonly icon?: ReactNode
  /** What would be here, and how it gets here. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

export function EmptyState({title, icon, children, actions}: EmptyStateProps) {
  return (
    <div className="empty-state">
      {icon !== undefined && (
        <div className="empty-state-icon" aria-hidden="true">
          {icon}
        </div>
      )}
      <h2 className="empty-state-title">{title}</h2>
      {children !== undefined && <div className="empty-state-text">{children}</div>}
      {actions !== undefined && <div className="empty-state-actions">{actions}</div>}
    </div>
  )
}
