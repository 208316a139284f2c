import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import type {OlderAnnotations, OlderWanted} from '../../ipc/schema-api.ts'
import type {Host} from '../host/host.ts'
import {say} from '../ui/say.ts'

/** What is to be looked at again. A hub that is closed meanwhile, as with its window, answers nothing any more. */
export const askOlder = ({requests}: Pick<Host, 'requests'>, wanted: OlderWanted): Promise<Result<OlderAnnotations>> =>
  requests.olderAnnotations(wanted).catch(() => refused(say('The project is closed.')))
