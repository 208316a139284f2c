import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {messagesIn} from './lib/messages.mjs'
import {inRoot} from './lib/root.mjs'

// Brings the catalogues up to what the code says: new messages with no words yet, and without those that nobody says any more.
const sources = readdirSync(inRoot('src'), {recursive: true, encoding: 'utf8'}).filter(path => /\.tsx?$/.test(path))
const found = sources.map(path => messagesIn(path, readFileSync(inRoot(join('src', path)), 'utf8')))
const messages = [...new Set(found.flatMap(file => file.messages))].sort()
const folder = inRoot('resources/languages')
for (const file of readdirSync(folder)) {
  const path = join(folder, file)
  const known = JSON.parse(readFileSync(path, 'utf8'))
  const next = Object.fromEntries(messages.map(message => [message, known[message] ?? '']))
  writeFileSync(path, `${JSON.stringify(next, undefined, 2)}\n`)
  console.log(`${file}: ${messages.length} messages, ${Object.values(next).filter(words => words === '').length} without words`)
}
for (const problem of found.flatMap(file => file.problems)) console.log(problem)
