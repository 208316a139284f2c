import './progress.css'

/** Something is going on that cannot be counted. The label is read out and, unless `quiet`, shown. */
export function Spinner({label, quiet = false}: {readonly label: string; readonly quiet?: boolean}) {
  return (
    <span className="spinner" role="status">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" />
        <path d="M8 1.75a6.25 6.25 0 0 1 6.25 6.25" />
      </svg>
      <span className={quiet ? 'sr-only' : undefined}>{label}</span>
    </span>
  )
}
