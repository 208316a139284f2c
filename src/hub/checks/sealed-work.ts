import type * as Y from 'yjs'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {workRoundOf} from '../../core/round/blindness.ts'
import {finishText, isSealed} from '../../core/round/commitment.ts'
import {ownerOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import type {Finish} from '../../core/round/worklist.ts'
import {annotationSet} from '../../project/annotation-set.ts'
import type {WorklistAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import {documentFrom} from '../../project/document-from.ts'
import {noncesIn} from '../../project/nonces.ts'
import type {Project} from '../../project/project.ts'
import {wasGiven, worklistDocument} from '../../project/worklist.ts'
import {isSignedBy} from '../../storage/person-signature.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {finishingIn} from '../rounds/finish-judgement.ts'

/** What somebody has finished in a round that is opened: whose it is, by name, and what was sealed of it. */
export type SealedWork = {readonly annotator: string; readonly round: string; readonly article: ArticleId; readonly finishes: readonly Finish[]}

type Sealed = {
  /** By the name of the set that was sealed. */
  readonly work: ReadonlyMap<string, SealedWork>
  readonly problems: readonly Sentence[]
}

/** What was finished, by these worklists, in rounds that are opened. Of a closed one nothing is said, as it would tell how far others are. */
export async function sealedWork(
  {folder, project}: {readonly folder: Pick<ProjectFolder, 'store' | 'projectId'>; readonly project: Project},
  rounds: readonly Round[],
  worklists: readonly WorklistAddress[],
): Promise<Sealed> {
  const {projectId} = folder
  const work = new Map<string, SealedWork>()
  const problems: Sentence[] = []
  for (const address of worklists) {
    const round = rounds.find(({id, state, unreadable}) => id === address.round && state === 'open' && unreadable !== true)
    if (round === undefined) continue
    const doc = documentFrom(await folder.store.load(documentName(projectId, address)))
    const standing = worklistDocument(doc)
      .finishes()
      .filter(({takenBack}) => takenBack === undefined)
    const whyNot = finishingIn(round, article => wasGiven(doc, article), round.opened?.at ?? Number.POSITIVE_INFINITY)
    const annotator = project.people.get(address.annotator)?.name ?? address.annotator
    for (const finish of standing) {
      const {article} = finish
      const set = documentName(projectId, {kind: 'set', article, owner: ownerOf(address.annotator, workRoundOf(round))})
      work.set(set, {annotator, round: round.name, article, finishes: [...(work.get(set)?.finishes ?? []), finish]})
      const forged = whyNot(finish)
      const place = {annotator, round: round.name, article: project.articles.standing(article)?.title ?? article.slice(0, 12)}
      if (forged === 'unasked')
        problems.push(message('{annotator} says to have finished “{article}” in the round “{round}”, where it was never to be done.', place))
      if (forged === 'clock')
        problems.push(message('{annotator} says to have finished “{article}” in the round “{round}” at a time at which the round did not run.', place))
      if (!isSigned(finish, projectId, round.id, project))
        problems.push(message('What {annotator} finished of “{article}” in the round “{round}” is not signed by the key that it names.', place))
    }
    doc.destroy()
  }
  return {work, problems}
}

/** What was finished at somebody else's hub, in a browser, is signed by nobody. */
function isSigned(finish: Finish, projectId: string, round: string, {keys, joins}: Project): boolean {
  const {key, signature, by} = finish
  if (key === undefined && signature === undefined) return true
  const known = keys.get(key ?? '')
  if (known !== undefined && joins.rootOf(known.person) !== joins.rootOf(by)) return false
  return isSignedBy(key ?? '', finishText(projectId, round, finish), signature ?? '')
}

/** Whether a set is what was finished; two devices that finished it without knowing of each other have sealed it twice. */
export function sealProblems(doc: Y.Doc, {annotator, round, article, finishes}: SealedWork): readonly Sentence[] {
  const nonces = noncesIn(doc)
  // In the words of its records: a later schema reads some of them as others.
  const sealed = annotationSet(doc)
  const said = {article, annotations: sealed.all(), readMarks: [...sealed.readMarks().values()]}
  if (finishes.some(finish => isSealed(said, finish, nonces.get(finish.id)?.nonce ?? ''))) return []
  const place = {annotator, round}
  return finishes.every(({signature}) => signature === undefined)
    ? [
        message(
          'the work of {annotator} in the round “{round}” is not what was finished: it was changed after that, or nobody finished it so. That is signed by nobody, and whoever brings what others wrote, through a shared folder or as a curator, may have put it in. The history of its annotations says what came later.',
          place,
        ),
      ]
    : [
        message(
          'the work of {annotator} in the round “{round}” is not what was finished: it was changed after that. The history of its annotations says what came later.',
          place,
        ),
      ]
}
