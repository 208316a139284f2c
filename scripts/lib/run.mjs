import {spawn} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {inRoot, root} from './root.mjs'

/**
 * Runs a program to its end and gives its exit code, 1 when it could not start or was killed. Ctrl+C goes to the whole
 * group, so this process only waits; a plain SIGTERM is handed on.
 */
export function run(program, args, options = {}) {
  return new Promise(done => {
    const child = spawn(program, args, {cwd: root, stdio: 'inherit', ...options})
    const wait = () => {}
    const handOn = () => child.kill('SIGTERM')
    process.on('SIGINT', wait)
    process.on('SIGTERM', handOn)
    const end = code => {
      process.off('SIGINT', wait)
      process.off('SIGTERM', handOn)
      done(code)
    }
    child.once('error', error => {
      console.error(`${program} could not be started: ${error.message}`)
      end(1)
    })
    child.once('exit', code => end(code ?? 1))
  })
}

/** Runs a program that one of the installed packages brings, e.g. `tsc` of `typescript`. */
export function runTool(packageName, program, args, options) {
  const {bin} = JSON.parse(readFileSync(inRoot(`node_modules/${packageName}/package.json`), 'utf8'))
  return run(process.execPath, [inRoot(`node_modules/${packageName}/${typeof bin === 'string' ? bin : bin[program]}`), ...args], options)
}

/** npm as the one that runs us, else the one on the PATH. */
export function runNpm(args, options) {
  const own = process.env.npm_execpath
  if (own?.endsWith('.js')) return run(process.execPath, [own, ...args], options)
  return run('npm', args, {shell: process.platform === 'win32', ...options})
}
