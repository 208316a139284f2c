import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {Judgements} from './judgement.ts'
import type {Reported} from './reported.ts'

export type RoundPart = {readonly judgements: Judgements; readonly params: Pick<Reported['params'], 'round'>}

/**
 * Each round by itself, on the articles and by the annotators that are in all of them: so that what differs between the figures is what people said, not who said it
 * of what.
 */
export function roundByRound(judgements: Judgements): Result<readonly RoundPart[]> {
  const {rounds, texts} = judgements
  const inAll = new Map<string, number>()
  for (const {article, readers} of texts)
    for (const annotator of readers.keys()) {
      const key = JSON.stringify([article, annotator])
      inAll.set(key, (inAll.get(key) ?? 0) + 1)
    }
  const common = texts.flatMap(text => {
    const readers = new Map([...text.readers].filter(([annotator]) => inAll.get(JSON.stringify([text.article, annotator])) === rounds.length))
    return readers.size > 1 ? [{...text, readers}] : []
  })
  if (common.length === 0) return refused(message('No article was finished by the same two annotators in each of these rounds, so they cannot be compared.'))
  const present = new Set(common.flatMap(({readers}) => [...readers.keys()]))
  const annotators = judgements.annotators.filter(({id}) => present.has(id))
  return ok(rounds.map(({id}) => ({judgements: {...judgements, annotators, texts: common.filter(({round}) => round === id)}, params: {round: id}})))
}
