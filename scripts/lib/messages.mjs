import {parseSync} from 'vite'

/** The functions that take a message, by the file they come from. Their first argument is written out, for only so it can be found. */
const TELLERS = {'say.ts': ['say', 'rich'], 'message.ts': ['message']}

/** Attributes of elements that a person reads or hears. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'cancel',
  'confirm',
  'description',
  'detail',
  'hint',
  'label',
  'placeholder',
  'title',
])

/** What tells a person something outside the window, by folder: it takes a message, or what another part said. */
const SPEAKERS = {cli: ['fail', 'complain', 'refused', 'refuse', 'typed', 'asked'], main: ['refused', 'tell']}

const LETTER = /\p{L}{2}/u

/**
 * What a source file says to people: its messages as they stand in a catalogue, and the places that say something past it, each with its line.
 * @param {string} path ends in .ts or .tsx
 * @param {string} text
 * @returns {{messages: string[], problems: string[]}}
 */
export function messagesIn(path, text) {
  const {program, errors} = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0].message}`)
  const tellers = new Set(program.body.filter(({type}) => type === 'ImportDeclaration').flatMap(tellersFrom))
  const speakers = SPEAKERS[path.split('/')[0]] ?? []
  const messages = []
  const problems = []
  const report = (node, why) => problems.push(`${path}:${text.slice(0, node.start).split('\n').length}: ${why}`)
  const visit = node => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (node === null || typeof node !== 'object' || typeof node.type !== 'string') return
    if (node.type === 'CallExpression' && tellers.has(node.callee.name)) {
      const [english, , context] = node.arguments.map(written)
      if (english === undefined) report(node, `${node.callee.name}() takes a message that is written out`)
      else messages.push(context === undefined ? english : `${english} [${context}]`)
    }
    if (
      node.type === 'CallExpression' &&
      speakers.length > 0 &&
      !tellers.has('say') &&
      (node.callee.property ?? node.callee).name === 'say' &&
      isPattern(node.arguments[0])
    )
      report(node, 'is said past the catalogue: the language tells a message')
    if (node.type === 'CallExpression' && speakers.includes(node.callee.name ?? node.callee.property?.name) && node.arguments.some(isWords))
      report(node, 'is said past the catalogue')
    if (node.type === 'JSXText' && LETTER.test(node.value)) report(node, `“${node.value.trim()}” is said past the catalogue`)
    if (node.type === 'JSXAttribute' && READ.has(node.name.name) && node.value?.type === 'Literal' && LETTER.test(node.value.value))
      report(node, `${node.name.name}="${node.value.value}" is said past the catalogue`)
    for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child)
  }
  visit(program)
  return {messages, problems}
}

/**
 * Where a source file refuses in plain English, which nobody is told in her own language, each with its line.
 * @param {string} path ends in .ts or .tsx
 * @param {string} text
 * @returns {string[]}
 */
export function plainRefusalsIn(path, text) {
  const {program, errors} = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0].message}`)
  const found = []
  const visit = node => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (node === null || typeof node !== 'object' || typeof node.type !== 'string') return
    if (node.type === 'CallExpression' && ['refused', 'SentenceError', 'diskSentence'].includes(node.callee.name)) node.arguments.forEach(plain)
    if (node.type === 'NewExpression' && node.callee.name === 'SentenceError') node.arguments.forEach(plain)
    for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child)
  }
  /** Words with a space between them: a single word is a reason from a closed list. */
  const plain = node => {
    const words = node.type === 'Literal' ? node.value : node.type === 'TemplateLiteral' ? node.quasis.map(({value}) => value.cooked).join(' ') : undefined
    if (typeof words === 'string' && /\p{L} +\p{L}/u.test(words))
      found.push(`${path}:${text.slice(0, node.start).split('\n').length}: “${words}” is refused past the catalogue`)
    if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach(plain)
  }
  visit(program)
  return found
}

const tellersFrom = ({source, specifiers}) =>
  specifiers
    .map(({imported, local}) => (TELLERS[source.value.split('/').at(-1)]?.includes(imported?.name) ? local.name : undefined))
    .filter(name => name !== undefined)

const isPattern = node => node?.type === 'Literal' && typeof node.value === 'string' && LETTER.test(node.value)

const isWords = node =>
  (node.type === 'Literal' && typeof node.value === 'string' && LETTER.test(node.value)) ||
  (node.type === 'TemplateLiteral' && node.quasis.some(({value}) => LETTER.test(value.cooked)))

function written(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked
  return undefined
}
