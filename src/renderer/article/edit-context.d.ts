/** https://w3c.github.io/edit-context/ — in Chromium since 121, not yet in TypeScript's library. */
declare class EditContext extends EventTarget {
  readonly text: string
  updateText(start: number, end: number, text: string): void
  updateSelection(start: number, end: number): void
}

interface HTMLElement {
  editContext?: EditContext | null
}
