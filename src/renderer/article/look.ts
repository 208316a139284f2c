import {LANES} from './lane.ts'

/** A line style, so that two kinds of annotation differ without colour. */
export type Line = 'solid' | 'dotted' | 'dashed' | 'double' | 'wavy'

/** How one kind of annotation is painted. */
export type Look = {
  readonly name: string
  /** A hue of the theme: `amber` uses `--hue-amber-tint` for the ground and `--hue-amber` for the underline. */
  readonly hue: string
  readonly line: Line
  /** A look that is said of an annotation, as its stance, is thick: it differs from those of layers without colour too. Default `thin`. */
  readonly weight?: 'thin' | 'thick'
  /** How much ground it has: a claim is `tint`, what stands inside claims is better `faint` or `none`. Default `tint`. */
  readonly ground?: 'tint' | 'faint' | 'none'
}

/** What is painted besides the looks; each is one custom highlight. */
export const FURNITURE = 'article-furniture'
export const WORDS = 'article-words'
export const HITS = 'article-search-hits'
/** The one of the hits that the person is at. */
export const HIT = 'article-search-hit'
/** Places on which annotators did not agree, and the one of them that the person is at. Their line is above the letters: an overline would stand nearer to the line before. */
export const DISPUTED = 'article-disputed'
export const DISPUTED_HERE = 'article-disputed-here'

export const laneName = (look: string, lane: number): string => `${look}-lane-${lane}`
export const hoveredName = (look: string): string => `${look}-hovered`
export const selectedName = (look: string): string => `${look}-selected`
/** What stands between two parts of the selected annotation. */
export const linkName = (look: string): string => `${look}-link`

/** Colours where no theme is loaded. */
const FALLBACK: Readonly<Record<string, readonly [tint: string, line: string, tone: string]>> = {
  amber: ['light-dark(#ffedbd, #3f2a12)', 'light-dark(#b0751c, #ad7a40)', 'light-dark(#7d4a00, #eaba87)'],
  blue: ['light-dark(#d5f0ff, #17314a)', 'light-dark(#3385d3, #4c8ac8)', 'light-dark(#0a5d9f, #91c9ff)'],
  green: ['light-dark(#dbf5df, #1d3622)', 'light-dark(#459158, #5b9668)', 'light-dark(#266b3a, #9ed4a8)'],
  violet: ['light-dark(#f2e6ff, #342848)', 'light-dark(#9670d3, #9174c3)', 'light-dark(#674599, #ceb5fe)'],
  rose: ['light-dark(#ffe0e5, #492028)', 'light-dark(#d4566a, #c66274)', 'light-dark(#992e48, #ffa5b3)'],
  teal: ['light-dark(#d6f4f3, #173535)', 'light-dark(#2c8f8f, #4c9494)', 'light-dark(#006969, #93d2d1)'],
  slate: ['light-dark(#e9edf4, #2b2f36)', 'light-dark(#7b879a, #7d8796)', 'light-dark(#525b6b, #bcc5d3)'],
}

/** Distance from the baseline in em, by lane: the outermost span has the line nearest to the letters. */
const OFFSETS = [0.14, 0.33, 0.52, 0.7]

let sheet: CSSStyleSheet | undefined
let presenceSheet: CSSStyleSheet | undefined
const presenceHues = new Set<number>()

/**
 * Makes the looks paintable in this document, in place of those registered before. A constructed stylesheet: allowed under
 * a content security policy that forbids inline styles.
 */
export function registerLooks(looks: readonly Look[]): void {
  sheet ??= adopted()
  sheet.replaceSync([...looks.map(rules), shared()].join('\n'))
}

/** The custom highlight for a colleague's selection of this hue (degrees); its rule is made when first asked for. */
export function presenceName(hue: number): string {
  const rounded = ((Math.round(hue) % 360) + 360) % 360
  const name = `article-presence-${rounded}`
  if (!presenceHues.has(rounded)) {
    presenceHues.add(rounded)
    presenceSheet ??= adopted()
    presenceSheet.insertRule(`${paragraph()}::highlight(${name}) { background-color: oklch(0.7 0.13 ${rounded} / 32%) }`)
  }
  return name
}

let inherited: boolean | undefined

/**
 * What the rules are written for. Where highlights inherit, it is the text as a whole: written for every paragraph, each of a
 * thousand would compute each of a hundred rules.
 */
function paragraph(): string {
  inherited ??= highlightsInherit()
  return inherited ? '.article-text' : '.article-text p'
}

function highlightsInherit(): boolean {
  const outer = document.createElement('div')
  const inner = document.createElement('p')
  outer.className = 'article-highlight-probe'
  outer.append(inner)
  document.documentElement.append(outer)
  const probe = adopted()
  probe.insertRule('.article-highlight-probe::highlight(article-probe) { background-color: rgb(1 2 3) }')
  const found = getComputedStyle(inner, '::highlight(article-probe)').backgroundColor
  probe.deleteRule(0)
  outer.remove()
  return found === 'rgb(1, 2, 3)'
}

function adopted(): CSSStyleSheet {
  const made = new CSSStyleSheet()
  document.adoptedStyleSheets.push(made)
  return made
}

function rules(look: Look): string {
  const [tint, line, tone] = FALLBACK[look.hue] ?? (FALLBACK.slate as readonly [string, string, string])
  const tintColor = `var(--hue-${look.hue}-tint, ${tint})`
  const lineColor = `var(--hue-${look.hue}-line, ${line})`
  // As dark as letters of this hue: it is seen on every ground, that of a selected annotation of another hue too.
  const toneColor = `var(--hue-${look.hue}, ${tone})`
  const underline = `${look.line} ${toneColor} ${thickness(look)}`
  const ground = {tint: tintColor, faint: `color-mix(in oklab, ${tintColor} 55%, transparent)`, none: 'transparent'}[look.ground ?? 'tint']
  const inLane = Array.from({length: LANES}, (_, lane) => {
    // A ground inside another ground of the same hue is deepened, so that the inner one still shows.
    const deeper = lane === 0 || look.ground === 'none' ? ground : `color-mix(in oklab, ${ground}, ${lineColor} ${lane * 5}%)`
    return rule(laneName(look.name, lane), deeper, underline, offset(look, lane))
  })
  const strong = `color-mix(in oklab, ${tintColor}, ${lineColor} 38%)`
  const selected = rule(selectedName(look.name), strong, underline, offset(look, 0))
  const hovered = `${paragraph()}::highlight(${CSS.escape(hoveredName(look.name))}) { background-color: color-mix(in oklab, ${lineColor} 10%, transparent) }`
  const link = rule(linkName(look.name), 'transparent', `dotted ${toneColor} 1px`, 0.16)
  return [...inLane, selected, link, hovered, forced(look)].join('\n')
}

/** Lines run through descenders: leaving them out is most of what painting an underline costs, and lanes read better unbroken. */
const rule = (name: string, ground: string, line: string, offset: number): string =>
  `${paragraph()}::highlight(${CSS.escape(name)}) { background-color: ${ground}; text-decoration: underline ${line}; text-underline-offset: ${offset}em; text-decoration-skip-ink: none }`

const THIN: Readonly<Record<Line, string>> = {solid: '1.5px', dotted: '1.5px', dashed: '1.5px', double: '1px', wavy: '1px'}
const THICK: Readonly<Record<Line, string>> = {solid: '3px', dotted: '3px', dashed: '3px', double: '2px', wavy: '2px'}
const thickness = ({line, weight}: Look): string => (weight === 'thick' ? THICK : THIN)[line]

/** In em. A wave goes up and down around its place: it begins nearer to the letters, so that it does not run into the next lane. */
const offset = ({line}: Look, lane: number): number => (OFFSETS[lane] ?? 0.7) - (line === 'wavy' ? 0.08 : 0)

/** Where the system chooses the colours, line style and place carry the meaning, and the selected one is drawn as selected text is. */
function forced(look: Look): string {
  const lined = Array.from({length: LANES}, (_, lane) => `${paragraph()}::highlight(${CSS.escape(laneName(look.name, lane))})`).join(', ')
  return `@media (forced-colors: active) {
  ${lined} { background-color: transparent; text-decoration-color: CanvasText }
  ${paragraph()}::highlight(${CSS.escape(hoveredName(look.name))}) { background-color: transparent; text-decoration: overline 1px CanvasText }
  ${paragraph()}::highlight(${CSS.escape(selectedName(look.name))}) { background-color: Highlight; color: HighlightText; text-decoration-color: HighlightText }
}`
}

const shared = (): string => `
${paragraph()}::highlight(${WORDS}) { background-color: light-dark(#cfd6ff, #434b8c) }
${paragraph()}::highlight(${HITS}) { background-color: light-dark(#ffe066, #6b5700); color: light-dark(#1d1f23, #fff6d0) }
${paragraph()}::highlight(${HIT}) { background-color: light-dark(#ffb02e, #a86400); color: light-dark(#1d1f23, #fff); text-decoration: underline solid 3px light-dark(#7a3d00, #ffd08a); text-underline-offset: 0.16em; text-decoration-skip-ink: none }
${paragraph()}::highlight(${FURNITURE}) { color: var(--text-quiet, light-dark(#5a5d62, #a9acb1)) }
${paragraph()}::highlight(${DISPUTED}), ${paragraph()}::highlight(${DISPUTED_HERE}) { text-decoration: underline wavy 1px var(--warning, light-dark(#855005, #eabc6e)); text-underline-offset: -1.02em; text-decoration-skip-ink: none }
${paragraph()}::highlight(${DISPUTED_HERE}) { background-color: var(--warning-tint, light-dark(#fef0d4, #3a2b16)) }
@media (forced-colors: active) { ${paragraph()}::highlight(${FURNITURE}) { color: GrayText } ${paragraph()}::highlight(${WORDS}) { background-color: Highlight; color: HighlightText } ${paragraph()}::highlight(${HITS}) { background-color: Mark; color: MarkText } ${paragraph()}::highlight(${HIT}) { background-color: Highlight; color: HighlightText; text-decoration-color: CanvasText } ${paragraph()}::highlight(${DISPUTED}), ${paragraph()}::highlight(${DISPUTED_HERE}) { text-decoration-color: CanvasText } ${paragraph()}::highlight(${DISPUTED_HERE}) { background-color: Mark; color: MarkText } }
`
