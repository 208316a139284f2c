import {expect, test} from 'vitest'
import {COMMAND_IDS, commandSpec} from '../../src/ipc/commands.ts'
import {parseAccelerator, spellAccelerator} from '../../src/renderer/ui/shortcuts.ts'

test('no two commands answer to the same key', () => {
  const keys = COMMAND_IDS.flatMap(id => {
    const accelerator = parseAccelerator(commandSpec(id).keys ?? '')
    return accelerator === undefined ? [] : [spellAccelerator(accelerator)]
  })
  expect(keys.length).toBeGreaterThan(30)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})
