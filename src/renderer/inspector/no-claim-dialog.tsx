import {knowsClaims} from '../../core/schema/claim-layers.ts'
import {AnnotationWords} from '../annotate/annotation-words.tsx'
import {claimsIn, setReadMark} from '../annotate/read-mark.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import {short} from '../state/short-quote.ts'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {rich, richList, say} from '../ui/say.ts'

/** Claims that are named; the others are counted. */
const NAMED = 3

/** Says why an article with claims cannot be read with nothing to mark, and offers what can be said instead. */
export function NoClaimDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const claims = claimsIn(workspace)
  const schema = workspace.project.schema()
  const areClaims = knowsClaims(schema)
  const {title} = noClaimWords(schema)
  if (claims.length === 0) return null
  return (
    <ConfirmDialog
      open
      title={areClaims ? claimsMarked(claims.length) : annotationsMarked(claims.length)}
      confirm={say('Mark article as done')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        setReadMark(workspace, 'done')
      }}
    >
      {rich('“{title}” would contradict {annotations}. {rest}', {
        title,
        annotations: richList([
          ...claims
            .slice(0, NAMED)
            .map(claim => <AnnotationWords key={claim.id} annotation={claim} lookup={id => workspace.current()?.set.get(id)} cut={short} />),
          ...(claims.length > NAMED ? [areClaims ? moreClaims(claims.length - NAMED) : moreAnnotations(claims.length - NAMED)] : []),
        ]),
        rest: areClaims ? removeClaims(claims.length) : removeAnnotations(claims.length),
      })}
    </ConfirmDialog>
  )
}

const claimsMarked = (claims: number): string => say('{claims, plural, one {A claim is} other {# claims are}} marked here', {claims})
const annotationsMarked = (annotations: number): string =>
  say('{annotations, plural, one {An annotation is} other {# annotations are}} marked here', {annotations})
const moreClaims = (claims: number): string => say('{claims, plural, one {# claim} other {# claims}} more', {claims})
const moreAnnotations = (annotations: number): string => say('{annotations, plural, one {# annotation} other {# annotations}} more', {annotations})
const removeClaims = (claims: number): string => say('Is the article done? Or remove the {claims, plural, one {claim} other {claims}} first.', {claims})
const removeAnnotations = (annotations: number): string =>
  say('Is the article done? Or remove the {annotations, plural, one {annotation} other {annotations}} first.', {annotations})
