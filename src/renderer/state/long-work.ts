/** Something that goes over many articles; nothing else is done in the window meanwhile. */
export type LongWork = {readonly title: string; readonly done: number; readonly of: number; readonly cancel: () => void}
