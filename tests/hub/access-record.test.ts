import {setImmediate as nextTurn} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {ok} from '../../src/core/result.ts'
import {accessFile} from '../../src/hub/network/access-record.ts'
import {temporaryFolder} from '../storage/temporary.ts'
import {value} from '../support/results.ts'

test('who may come in is asked anew in every turn, so that what another program has changed holds from the next message on', async () => {
  const folder = await temporaryFolder()
  const [ours, theirs] = [accessFile(folder), accessFile(folder)]
  for (const id of ['alice', 'bob', 'carol']) {
    expect(value(ours.read()).owners.map(owner => owner.id)).not.toContain(id)
    value(await theirs.change(record => ok({record: {...record, owners: [...record.owners, {id, since: 1}]}, value: null})))
    expect(value(theirs.read()).owners.map(owner => owner.id)).toContain(id)
    await nextTurn()
    expect(value(ours.read()).owners.map(owner => owner.id)).toContain(id)
  }
})
