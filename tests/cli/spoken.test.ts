import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {commandHere} from '../support/command-here.ts'

describe('the command line speaks', {timeout: 60_000}, () => {
  let path = ''
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'claimlight-spoken-'))
  })
  afterEach(() => rm(path, {recursive: true, force: true}))
  const here = (args: readonly string[], env: Readonly<Record<string, string>>) => commandHere(args, {CLAIMLIGHT_HOME: join(path, 'home'), ...env})

  test.each([
    [{LANG: 'de_DE.UTF-8'}, 'claimlight: Es gibt keinen Befehl „🦄“. Siehe claimlight --help.\n'],
    [{LC_ALL: 'es_MX.UTF-8', LANG: 'de_DE.UTF-8'}, 'claimlight: No existe la orden «🦄». Vea claimlight --help.\n'],
    [{CLAIMLIGHT_LANGUAGE: 'fr', LC_ALL: 'es_MX.UTF-8'}, 'claimlight: Il n’y a pas de commande « 🦄 ». Voir claimlight --help.\n'],
    [{LANG: 'C.UTF-8'}, 'claimlight: There is no command "🦄". See claimlight --help.\n'],
  ])('the language of its surroundings, %o', async (env, sentence) => {
    expect(await here(['🦄'], env)).toEqual({code: 2, stdout: '', stderr: sentence})
  })

  test('Arabic, in which what is named keeps its own direction', async () => {
    const {stderr} = await here(['check', 'a', 'b'], {LANG: 'ar_EG.UTF-8'})
    expect(stderr).toContain('الأمر check يقبل واحدًا')
    expect((await here(['leave'], {LANG: 'ar_EG.UTF-8'})).stderr).toContain('الأمر \u2068leave\u2069 يقبل')
  })

  test('its help, with commands and options as they are typed everywhere, on lines that fit', async () => {
    const [english, german] = [(await here(['--help'], {LANG: 'C'})).stdout, (await here(['--help'], {LANG: 'de'})).stdout]
    const called = (help: string): readonly string[] => help.split('\n').filter(line => line.startsWith('  claimlight '))
    expect(called(german)).toEqual(called(english))
    expect(called(german).length).toBeGreaterThan(20)
    expect(german).toContain('      Beendet eine Einladung und jede Verbindung, die aus ihr entstand.')
    expect(german).toContain('  2  falsch benutzt')
    expect(german.split('\n').filter(line => !line.startsWith('  claimlight ') && line.length > 100)).toEqual([])
  })

  test('German about options that it does not know, that lack what belongs behind them, and that take nothing', async () => {
    const said = async (...args: readonly string[]) => (await here(args, {LANG: 'de'})).stderr
    expect(await said('export', 'P', '--shape', 'round')).toBe('claimlight: Die Option --shape gibt es hier nicht. Siehe claimlight --help.\n')
    expect(await said('export', 'P', '--out')).toBe('claimlight: Hinter der Option --out fehlt etwas. Siehe claimlight --help.\n')
    expect(await said('join', '--yes=now')).toBe('claimlight: Hinter der Option --yes steht nichts. Siehe claimlight --help.\n')
    expect(await said('projects', '--such', 'x')).toBe('claimlight: Die Option --such gibt es hier nicht. Siehe claimlight --help.\n')
  })

  test('the reader’s language where she reads, and one and the same where programs do: state words, columns, datasets, exit codes', async () => {
    await writeFile(join(path, 'eis 🧊.txt'), 'Das Meereis schmilzt schneller. سالم')
    const project = join(path, 'P.claimlight')
    const german = await here(['import', project, join(path, 'eis 🧊.txt'), join(path, 'nirgends.txt')], {LANG: 'de'})
    expect(german.code).toBe(1)
    const [imported, refused, sum] = german.stdout.split('\n')
    expect([imported?.split(' ')[0], refused?.split(' ')[0], sum]).toEqual(['imported', 'refused', '1 Artikel importiert, 1 abgelehnt'])
    expect(german.stderr).toContain('nirgends.txt: Eine solche Datei oder einen solchen Ordner gibt es nicht.')
    const checked = await here(['check', project], {LANG: 'fr'})
    expect(checked.stdout).toBe(`${project} : 1 article, aucune annotation, aucun problème\n`)
    for (const command of [
      ['export', project],
      ['languages', project],
      ['rounds', project],
      ['schema', project, '--show'],
    ])
      expect(await here(command, {LANG: 'ar'})).toEqual(await here(command, {LANG: 'en'}))
  })
})
