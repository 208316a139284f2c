// A device in a process of its own, so that it can be killed: edits, flushes, polls and tidies without pause, and says so.
import {join} from 'node:path'
import {openStore} from '../../src/storage/libsql/libsql-store.ts'
import {joinExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import {aHome, addClaim, PASSPHRASE, syncOf} from './peer.ts'
import {value} from '../support/results.ts'

const [folder = '', homeFolder = '', mode = '', first = '0'] = process.argv.slice(2)
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const home = aHome({store: value(openStore(join(homeFolder, 'store.db')))})
const sync = await syncOf(home, value(await joinExchangeFolder(folder, {passphrase: PASSPHRASE})), 'alice', join(homeFolder, 'share.state'))
if (mode === 'finish') {
  value(await sync.flush())
  value(await sync.poll())
  await sync.close()
  await home.store.close()
} else {
  for (let n = Number(first); ; n++) {
    await addClaim(home, {id: `alice-${n}`})
    say(`saved alice-${n}`)
    say('flushing')
    value(await sync.flush())
    say(`shared alice-${n}`)
    if (n % 3 === 0) value(await sync.poll())
    say('polled')
    if (n % 4 === 0) value(await sync.compact(3))
    say('tidied')
  }
}
