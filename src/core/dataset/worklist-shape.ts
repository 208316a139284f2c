import * as z from 'zod'
import {FORM} from '../json/value-form.ts'
import {NONCE} from '../round/commitment.ts'
import {MOST_NAMES_THEN} from '../round/names-then.ts'
import {unsealedShape} from '../round/unsealed.ts'
import {MOST_GIVEN} from '../round/worklist.ts'

const id = z.string().min(1).max(200)
const hash = z.string().regex(/^[0-9a-f]{64}$/, FORM.hash)
const time = z.iso.datetime({error: FORM.time}).refine(text => text >= '1970', FORM.since1970)
const act = {by: id, at: time}

const given = z.strictObject({
  article: hash,
  position: z.int().min(0).describe('Place in her list, smallest first.'),
  ...act,
  removedBy: id.exactOptional(),
  removedAt: time.exactOptional(),
})
const nameThen = z.strictObject({
  annotation: id,
  version: z.int().min(1).describe('Of its words, as in "said".'),
  feature: z.string().min(1).max(2000).exactOptional(),
  stance: id.exactOptional(),
  end: z.enum(['holder', 'target']).exactOptional(),
  id: id.describe('What stood there when the article was finished.'),
})
const signature = z.strictObject({
  key: z.string().max(200).describe('Public key (ed25519) of the device, base64url.'),
  value: z.string().max(2000),
  project: id.describe('Id of the project in which it was signed.'),
  by: id.exactOptional().describe('Whom it names, where that is another id of the same person.'),
})
const finish = z.strictObject({
  id,
  article: hash,
  ...act,
  commitment: hash.describe('SHA-256 of the nonce and what stood in her set.'),
  nonce: z.string().regex(NONCE, FORM.nonce).exactOptional().describe('Absent where the round was closed when the file was made.'),
  named: z
    .array(nameThen)
    .min(1)
    .max(MOST_NAMES_THEN)
    .exactOptional()
    .describe('What her set pointed at then, where records were merged since: put these ids in to compare.'),
  signature: signature.exactOptional(),
  unsealed: unsealedShape.exactOptional().describe('Why a finish of an opened round has no nonce.'),
  takenBackBy: id.exactOptional(),
  takenBackAt: time.exactOptional(),
})

export const worklistShape = z
  .strictObject({
    round: z.string().min(1),
    annotator: id,
    articles: z.array(given).max(MOST_GIVEN).describe('What she was given, in the order in which she was to do it.'),
    finished: z.array(finish).describe('What she said that she had done, the first first.'),
  })
  .meta({id: 'worklist'})

export type WorklistEntry = z.infer<typeof worklistShape>
