import {answerParent} from '../../sync/child/answer.ts'
import type {Target} from './attacks.ts'
import {attacks, openLargest} from './attacks.ts'

answerParent({
  /** Has the hub read the set of very many annotations, which takes as long for anybody. */
  prepare: async ({target}: {target: Target}) => openLargest(target),
  /** Does it, and gives back what it found out; never for longer than `patience` milliseconds. */
  attack: async ({name, target, patience}: {name: string; target: Target; patience: number}) => {
    const attack = attacks[name]
    if (attack === undefined) throw new Error(`There is no attack "${name}".`)
    const late = new Promise<string>(resolve => setTimeout(resolve, patience, 'not done'))
    return Promise.race([attack(target).catch((error: unknown) => `failed: ${error instanceof Error ? error.message : error}`), late])
  },
})
