import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {inRoot} from './root.mjs'

/** Licences under which a package may be shipped. */
const GOOD = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1'])

/** What a package.json says wrongly: `says` there, `is` by the text in the package, which has these words. */
const MISTAKEN = {'@sesamecare-oss/redlock': {says: 'UNLICENSED', is: 'MIT', words: 'Permission is hereby granted, free of charge'}}

/** Every package that is shipped: what the sources import, and whatever that needs in turn. */
export function shippedPackages() {
  const {packages} = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))
  const found = new Map()
  const visit = (name, from, isOptional) => {
    const path = resolved(packages, name, from)
    if (path === undefined && isOptional) return
    if (path === undefined) throw new Error(`package-lock.json does not have ${name}, which ${from || 'src'} needs.`)
    if (found.has(path)) return
    const entry = packages[path]
    found.set(path, {name, version: entry.version, ...licence(name, path, entry)})
    for (const next of Object.keys(entry.dependencies ?? {})) visit(next, path, false)
    for (const next of Object.keys(entry.optionalDependencies ?? {})) visit(next, path, false)
    for (const next of Object.keys(entry.peerDependencies ?? {}))
      if (!next.startsWith('@types/')) visit(next, path, entry.peerDependenciesMeta?.[next]?.optional === true)
  }
  for (const name of imported()) visit(name, '', false)
  const each = new Map([...found.values()].map(one => [`${one.name} ${one.version}`, one]))
  return [...each.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
}

/** As Node looks for it: beside the one that asks, then further out. */
function resolved(packages, name, from) {
  for (let place = from; ; place = place.includes('/node_modules/') ? place.slice(0, place.lastIndexOf('/node_modules/')) : '') {
    const path = `${place === '' ? '' : `${place}/`}node_modules/${name}`
    if (packages[path] !== undefined) return path
    if (place === '') return undefined
  }
}

/** Names of packages that files of `src` import, for more than their types. */
function imported() {
  const names = new Set()
  for (const file of readdirSync(inRoot('src'), {recursive: true})) {
    if (!/\.(tsx?|css)$/.test(file)) continue
    const source = readFileSync(inRoot(`src/${file}`), 'utf8')
    for (const [, type, from] of source.matchAll(/^(?:import|export|@import)\s(type\s)?(?:[^'"]*?\sfrom\s)?['"]([^'".][^'"]*)['"]/gm))
      if (!type) names.add(packageOf(from))
    for (const [, from] of source.matchAll(/\bimport\(['"]([^'".][^'"]*)['"]\)/g)) names.add(packageOf(from))
  }
  // Its program is shipped beside our files, with a licence file of its own.
  return [...names].filter(name => !name.startsWith('node:') && name !== 'electron')
}

const packageOf = from => from.split('/', from.startsWith('@') ? 2 : 1).join('/')

function licence(name, path, entry) {
  const mistaken = MISTAKEN[name]
  if (mistaken !== undefined) {
    const text = textOf(path)
    if (entry.license !== mistaken.says || !text.includes(mistaken.words)) throw new Error(`${name} has changed what it says of its licence: see MISTAKEN.`)
    return {licence: mistaken.is, note: `package.json says ${mistaken.says}; the licence text in the package is that of ${mistaken.is}`}
  }
  if (!GOOD.has(entry.license)) throw new Error(`${name} is under ${entry.license}. Choose another package, or have somebody read its licence.`)
  return {licence: entry.license}
}

function textOf(path) {
  if (!existsSync(inRoot(path))) return ''
  const file = readdirSync(inRoot(path))
    .sort()
    .find(each => /^(licen[cs]e|copying|copyrightnotice)/i.test(each))
  return file === undefined ? '' : readFileSync(inRoot(`${path}/${file}`), 'utf8')
}
