import {register} from 'node:module'

/** Loaded before the built main bundle: from then on `electron` is the double. Nothing in the bundle changes. */
const hooks = `export const resolve = (specifier, context, next) =>
  specifier === 'electron' ? {url: ${JSON.stringify(new URL('./electron.js', import.meta.url).href)}, shortCircuit: true} : next(specifier, context)`

register(`data:text/javascript,${encodeURIComponent(hooks)}`)
