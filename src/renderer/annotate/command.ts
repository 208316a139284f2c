/** Asks and does: toolbar, palette and menu ask whether it applies, key bindings run it. */
export type Command = {readonly enabled: () => boolean; readonly run: () => void}
