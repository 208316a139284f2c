/** Asks and does: toolbar, palette and menu ask whether it applies, key bindings run it. `title` is what it is called now, where that changes. */
export type Command = {readonly enabled: () => boolean; readonly run: () => void; readonly title?: () => string}
