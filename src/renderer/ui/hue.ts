/** The hues of theme.css: `--hue-X`, `--hue-X-tint` and `--hue-X-line`. */
export const HUES = ['amber', 'blue', 'green', 'violet', 'rose', 'teal', 'slate'] as const
export type Hue = (typeof HUES)[number]
