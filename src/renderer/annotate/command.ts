/**
 * Asks and does: toolbar, palette and menu ask whether it applies, key bindings run it. `title` is what it is called now, where that
 * changes. `idle` is what its key does where it does not apply; without it that key is left to the browser.
 */
export type Command = {readonly enabled: () => boolean; readonly run: () => void; readonly title?: () => string; readonly idle?: () => void}
