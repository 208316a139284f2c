import {readFileSync} from 'node:fs'

const PARAMETERS = ['SECRET', 'BINDING']

/** A built page script wrapped so that its names are arguments, invisible to the page. `preload` becomes a CommonJS module. */
export function pageScript(name: 'main-world' | 'preload-world', given: readonly string[], preload = ''): string {
  const source = readFileSync(new URL(`./${name}.js`, import.meta.url), 'utf8')
  return `(function (${PARAMETERS.join(', ')}, PRELOAD) {${source}\n})(${PARAMETERS.map((_, at) => JSON.stringify(given[at] ?? '')).join(', ')}, function (require, module, exports) {${preload}\n})`
}
