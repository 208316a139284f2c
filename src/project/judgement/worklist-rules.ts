import * as z from 'zod'
import {isSame} from '../../core/json/same.ts'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import {articleIdShape} from '../../core/article/article-shape.ts'
import {publicKeyShape} from '../../core/person/person-key.ts'
import {MOST_NAMES_THEN} from '../../core/round/names-then.ts'
import {unsealedShape} from '../../core/round/unsealed.ts'
import type {DocumentRules, Rule} from './rules.ts'
import {actor, both, byHub, fixed, isBy, kept, ownOf, shaped, signed} from './rules.ts'
import {actShape, idShape, nameShape} from './shapes.ts'

const given = actShape.extend({position: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER), removed: actShape.exactOptional()})
const nameThen = z.strictObject({
  annotation: idShape,
  version: z.int().min(1),
  feature: nameShape.exactOptional(),
  stance: idShape.exactOptional(),
  end: z.enum(['holder', 'target']).exactOptional(),
  id: idShape,
})
const finish = actShape.extend({
  article: articleIdShape,
  commitment: z.string().regex(/^[0-9a-f]{64}$/),
  key: publicKeyShape.exactOptional(),
  signature: nameShape.exactOptional(),
  takenBack: actShape.exactOptional(),
  // Of what came with a dataset: nobody finishes anything so.
  signedAs: z.strictObject({project: idShape, by: idShape.exactOptional()}).exactOptional(),
  named: z.array(nameThen).max(MOST_NAMES_THEN).exactOptional(),
  unsealed: unsealedShape.exactOptional(),
})

/** Who gave it and when is said once; for the rest the hub answers, which alone writes it. */
const sameGiver: Rule = ({key, value, before}) => {
  if (!articleIdShape.safeParse(key).success) return 'shape'
  const [now, then] = [given.safeParse(value).data, given.safeParse(before).data]
  return then === undefined || (now?.by === then.by && now.at === then.at) ? undefined : 'fixed'
}

/** What was finished stays as it was; it is taken back once, and not again. */
const finishedOnce: Rule = ({value, before}) => {
  const [now, then] = [finish.safeParse(value).data, finish.safeParse(before).data]
  if (now === undefined || then === undefined) return undefined
  const {takenBack, ...rest} = now
  const {takenBack: earlier, ...same} = then
  return isSame(rest, same) && (earlier === undefined || isSame(earlier, takenBack)) ? undefined : 'fixed'
}

/** Nobody takes back in another's name. */
const takenBackBy: Rule = ({value, writer}) => {
  const takenBack = finish.safeParse(value).data?.takenBack
  return takenBack === undefined || writer.brings || isBy(writer, takenBack.by) ? undefined : 'name'
}

/** An article of hers, while the round runs. */
const askedOf: Rule = ({value, before, writer}) => {
  const now = finish.safeParse(value).data
  return before !== undefined || now === undefined || writer.brings ? undefined : writer.mayFinish?.(now)
}

/** What her set named then otherwise is for a dataset to say, which is imported whole. */
const finishedHere: Rule = ({value, before, writer}) => {
  const now = finish.safeParse(value).data
  return writer.brings || before !== undefined || (now?.signedAs === undefined && now?.named === undefined && now?.unsealed === undefined) ? undefined : 'shape'
}

/** The list is the hub's to write, what is finished hers: a curator marks nobody as finished. */
export const worklistRules = (annotator: AnnotatorId): DocumentRules => ({
  articles: {values: both(kept, shaped(given), sameGiver, byHub)},
  finished: {
    values: both(
      kept,
      shaped(finish),
      ({key}) => (idShape.safeParse(key).success ? undefined : 'shape'),
      finishedOnce,
      ownOf(() => annotator),
      signed(actor),
      takenBackBy,
      finishedHere,
      askedOf,
    ),
  },
})

/** What a commitment was made with, under the id of the finish, in the set that it is to. It is in nobody else's reach until the opening. */
export const NONCES = {
  values: both(kept, shaped(actShape.extend({nonce: z.string().regex(/^[\w-]{43}$/)})), fixed, signed(actor)),
} satisfies DocumentRules[string]
