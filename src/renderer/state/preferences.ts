import * as z from 'zod'
import type {Arrangement} from './article-arrangement.ts'
import {AS_LISTED} from './article-arrangement.ts'
import type {Store} from './store.ts'
import {createStore} from './store.ts'

/** How this person likes her window; kept in the window's own storage, never shared. `articleSize` is in CSS pixels. */
export type Preferences = {
  /** The language of the window as a BCP 47 tag; that of the system where none is chosen. */
  readonly language?: string | undefined
  readonly snap: 'grapheme' | 'word'
  readonly articleSize: number
  readonly articlesOpen: boolean
  readonly inspectorOpen: boolean
  /** Whether single letters, digits and signs are commands in the text and the lists. */
  readonly letterKeys: boolean
  /** Letters and signs that she gave to commands herself, by the command, in Electron’s spelling; an empty one takes the key away. */
  readonly keys: Readonly<Record<string, string>>
  /** Whether the details show the history of each annotation. */
  readonly historyOpen: boolean
  /** What has its guideline open in the details, by `wordKey`; the last ones. */
  readonly openGuidelines: readonly string[]
  /** Whether a guideline is shown as it will look while it is written. */
  readonly guidelinePreview: boolean
  /** How much of the right side the list of annotations takes beside the details, in per cent. */
  readonly listShare: number
  /** Whether colours say the stance towards the current target, or the layer alone, which is the same for all who look. */
  readonly colours: 'stance' | 'layer'
  /** Layers that are not painted in the text. */
  readonly hiddenLayers: readonly string[]
  readonly lastArticle: Readonly<Record<string, string>>
  readonly lastTarget: Readonly<Record<string, string>>
  /** The screen that each project was left at. */
  readonly lastScreen: Readonly<Record<string, string>>
  /** The version of the schema of each project that was in force when this person last knew of it. */
  readonly seenVersions: Readonly<Record<string, number>>
  /** When the last round of each project was opened that this person knows to be. */
  readonly seenOpenings: Readonly<Record<string, number>>
  /** Comments that called this person and that she saw where she could not write it down. */
  readonly seenMentions: readonly string[]
  /** How the list of articles is sorted, and which are in it. */
  readonly arrangement: Arrangement
}

const shape: z.ZodType<Preferences> = z.object({
  language: z.string().optional().catch(undefined),
  snap: z.enum(['grapheme', 'word']).catch('word'),
  articleSize: z.number().min(12).max(32).catch(18),
  articlesOpen: z.boolean().catch(true),
  inspectorOpen: z.boolean().catch(true),
  letterKeys: z.boolean().catch(true),
  keys: z.record(z.string(), z.string().regex(/^(?:Shift\+)?[^0-9]$|^$/)).catch({}),
  historyOpen: z.boolean().catch(false),
  openGuidelines: z.array(z.string()).catch([]),
  guidelinePreview: z.boolean().catch(true),
  listShare: z.number().min(15).max(75).catch(30),
  colours: z.enum(['stance', 'layer']).catch('stance'),
  hiddenLayers: z.array(z.string()).catch([]),
  lastArticle: z.record(z.string(), z.string()).catch({}),
  lastTarget: z.record(z.string(), z.string()).catch({}),
  lastScreen: z.record(z.string(), z.string()).catch({}),
  seenVersions: z.record(z.string(), z.number()).catch({}),
  seenOpenings: z.record(z.string(), z.number()).catch({}),
  seenMentions: z.array(z.string()).catch([]),
  arrangement: z
    .object({
      by: z.enum(['position', 'title', 'outlet', 'published', 'progress', 'length', 'annotations', 'story']),
      descending: z.boolean(),
      state: z.enum(['all', 'unread', 'read', 'done']),
    })
    .catch(AS_LISTED),
})

const KEY = 'claimlight.preferences'

export function preferences(storage: Storage): Store<Preferences> {
  const store = createStore(read(storage))
  store.subscribe(() => {
    try {
      storage.setItem(KEY, JSON.stringify(store.get()))
    } catch {
      // A full or forbidden storage costs only the memory of preferences.
    }
  })
  return store
}

function read(storage: Storage): Preferences {
  let kept: unknown = {}
  try {
    kept = JSON.parse(storage.getItem(KEY) ?? '{}')
  } catch {
    kept = {}
  }
  const parsed = shape.safeParse(kept)
  return parsed.success ? parsed.data : shape.parse({})
}
