import {withoutMarkFloods} from '../text/combining-marks.ts'
import type {Span} from '../text/span.ts'

/** Why a line seems to belong to the page and not to the article. */
export type FurnitureReason =
  | 'advertisement'
  | 'byline'
  | 'comments'
  | 'cookies'
  | 'copyright'
  | 'date'
  | 'newsletter'
  | 'read-more'
  | 'repeated-title'
  | 'share'
  | 'tags'

export type Furniture = {readonly span: Span; readonly reason: FurnitureReason}

/** Longer lines are prose, whatever they begin with. */
const LONGEST = 300
/** Bylines and bare dates are furniture at the head of a page only; further down they may be the text's own. */
const HEAD = 6

const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
const DATE = String.raw`(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:\d{1,2}\s+${MONTH},?\s+\d{4}|${MONTH}\s+\d{1,2},?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}))`
const TIME = String.raw`(?:(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:gmt|utc|e[sd]t|cet|ist))?)`
const STAMP = String.raw`${DATE}(?:[\s,|·•–-]*(?:${DATE}|${TIME}))*`
const COUNT = String.raw`\d[\d.,]*\s*[km]?\s+(?:views?|reads?|shares?|comments?|min(?:ute)?s?\s+read)`
const SITE = '(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|instagram|threads|bluesky|e-?mail|copy link|print)'

/** Each must fit the whole line, so that a sentence that merely begins alike is left alone. */
const LINES: readonly (readonly [FurnitureReason, RegExp])[] = [
  [
    'advertisement',
    /^\W*(?:advert(?:isement|isment)?s?|ads?|sponsored(?: content| post)?|promoted(?: content)?|anzeige|werbung|publicité|publicidad)(?:\s*[-–—:]\s*(?:continue reading below|scroll to continue))?\W*$/i,
  ],
  ['advertisement', /^\W*(?:إعلان|اعلان|广告|廣告|פרסומת)\W*$/u],
  [
    'advertisement',
    /^(?:(?:story|article|content) continues below(?: this)? (?:advertisement|ad)|skip (?:advertisement|ad)|scroll (?:down )?to continue(?: reading)?)\W*$/i,
  ],
  ['byline', new RegExp(String.raw`^by\s+\S.{0,80}?[\s|·•–-]+${COUNT}\W*$`, 'i')],
  ['byline', new RegExp(String.raw`^${COUNT}\W*$`, 'i')],
  ['comments', /^(?:the )?(?:comments|opinions|views) (?:posted|published|expressed) (?:here|below|in the comments?)\b.*$/i],
  ['comments', /^.*\b(?:kindly|please) (?:refrain|avoid|abstain) from (?:using|posting)\b.*\bcomments?\W*$/i],
  [
    'comments',
    /^(?:leave (?:a |your )?(?:comment|reply)|post a comment|add (?:a )?comment|join the (?:conversation|discussion)|comments? (?:are|is) (?:now )?closed|comments? policy|no comments(?: yet)?|your email address will not be published)\b.{0,60}$/i,
  ],
  [
    'cookies',
    /^.*\b(?:(?:we|this (?:web)?site) uses? cookies|accept (?:all )?cookies|cookies? (?:policy|settings|preferences|notice|consent)|by continuing to (?:use|browse) (?:this|our) (?:web)?site)\b.*$/i,
  ],
  ['copyright', /^(?:©|\(c\)\s|copyright\s*(?:©|\(c\)|\d{4})).*$/i],
  ['copyright', /^.*\ball rights reserved\W*$/i],
  ['date', new RegExp(String.raw`^(?:first\s+|last\s+)?(?:published|posted|updated|modified|created)(?:\s+(?:on|at))?\s*:?\s*${STAMP}\W*$`, 'i')],
  [
    'newsletter',
    /^(?:sign up|subscribe|register)\b.*\b(?:newsletters?|inbox|(?:e-?mail|news|breaking) alerts|updates by e-?mail|our (?:youtube )?channel)\b.*$/i,
  ],
  ['newsletter', /^(?:get|receive)\b.*\b(?:in|to) your inbox\b.*$/i],
  ['newsletter', /^(?:subscribe|subscribe now|sign up|newsletter)\W*$/i],
  [
    'read-more',
    /^(?:read more|read also|also read|see also|related|related (?:articles?|stories|posts|topics|news|content)|more on this(?: story| topic)?|recommended(?: stories| for you)?|you may also like|don[’']t miss|most read|trending(?: now)?|keep reading)(?:\s*[:|–—].*|\W*)$/i,
  ],
  [
    'read-more',
    /^(?:list \d+ of \d+|end of list|continue reading|click here(?: (?:to|for) .{1,60})?|skip to (?:main )?content|next article|previous article)\W*$/i,
  ],
  ['share', /^share(?: this)?(?: (?:article|story|post|page|video|news))?(?: (?:on|via|with|by|to) .{1,40})?\W*$/i],
  ['share', new RegExp(String.raw`^(?:share(?: this)?(?: on)?:?\s*)?${SITE}(?:[\s,|·•/]+${SITE})+\W*$`, 'i')],
  ['share', new RegExp(String.raw`^(?:follow|like|find|join) us on ${SITE}\b.{0,60}$`, 'i')],
  ['tags', /^(?:tags?|tagged(?: with| as)?|keywords?|filed under|posted in|categor(?:y|ies))\s*:\s*.*[^.!?]$/i],
  ['tags', /^(?:#[\p{L}\p{N}_]+[\s,]*){2,}$/u],
]

/** As those of `LINES`, but at the head of the page only. A byline has no verb: a few capitalised words. */
const HEAD_LINES: readonly (readonly [FurnitureReason, RegExp])[] = [
  // One name after the other with something between: could they touch, a line of capitals alone would be tried in millions of ways.
  ['byline', /^(?:by|By|BY|Von|Par|Por)[ :]+[\p{Lu}][\p{L}\p{M}.’'-]*(?:(?:,? and |, | & | )[\p{Lu}][\p{L}\p{M}.’'-]*){0,7}$/u],
  ['date', new RegExp(String.raw`^${STAMP}\W*$`, 'i')],
]

/**
 * Lines of an article's text that look like furniture of the page it was copied from: advertisements, share buttons,
 * a title said again. They are marked for the reader; the text stays as it is. In text order, a line at most once.
 */
export function pageFurniture(text: string, title: string): Furniture[] {
  const found: Furniture[] = []
  const heading = title.length > LONGEST ? '' : plain(title)
  let titles = 0
  let lines = 0
  for (let start = 0; start < text.length; ) {
    const lineBreak = text.indexOf('\n', start)
    const end = lineBreak === -1 ? text.length : lineBreak
    const span = trimmed(text, {start, end})
    start = end + 1
    if (span.start === span.end) continue
    lines++
    if (span.end - span.start > LONGEST) continue
    const line = text.slice(span.start, span.end)
    const isTitle = heading !== '' && plain(line) === heading
    if (isTitle) titles++
    const reason = isTitle && titles > 1 ? 'repeated-title' : reasonOf(line, lines <= HEAD)
    if (reason !== undefined) found.push({span, reason})
  }
  return found
}

function reasonOf(line: string, atHead: boolean): FurnitureReason | undefined {
  return LINES.find(([, pattern]) => pattern.test(line))?.[0] ?? (atHead ? HEAD_LINES.find(([, pattern]) => pattern.test(line))?.[0] : undefined)
}

/** Words alone, so that a title counts as repeated with other quotation marks, case or spacing too. */
const plain = (line: string): string =>
  withoutMarkFloods(line)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

function trimmed(text: string, {start, end}: Span): Span {
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  return {start, end}
}
