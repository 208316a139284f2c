import {createTextAnnotator} from '@recogito/text-annotator'
import type {RendererType, TextAnnotation, TextAnnotator} from '@recogito/text-annotator'
import '@recogito/text-annotator/text-annotator.css'
import {paragraphAt, paragraphs} from '../../../src/core/text/paragraph.ts'
import {slice} from '../../../src/core/text/span.ts'
import type {Highlight} from '../../../src/renderer/article/highlight-index.ts'
import {LOOK_NAMES} from './candidate.ts'
import type {Candidate} from './candidate.ts'

const FILLS = ['#ffd54f', '#aed581', '#ff8a65', '#ba68c8', '#4db6ac', '#4fc3f7', '#90a4ae', '#f06292']

/**
 * Recogito collects changes for 10 ms and draws in the next frame; it is painted when it says so itself. All highlights it will
 * be given are put in its form beforehand, since that work is the bench's.
 */
export function recogito(renderer: RendererType, text: string, ever: readonly Highlight[]): Candidate {
  const lines = paragraphs(text)
  const annotations = new Map(ever.map(highlight => [highlight.id, annotationOf(highlight)]))
  const given = (highlights: readonly Highlight[]): TextAnnotation[] => highlights.map(({id}) => annotations.get(id) as TextAnnotation)
  let annotator: TextAnnotator | undefined
  let redrawn: Promise<number> = Promise.resolve(0)

  /** Its offsets count the characters of the page, which has no line breaks between paragraphs. */
  function annotationOf(highlight: Highlight): TextAnnotation {
    const {id, start, end, look} = highlight
    const paragraph = paragraphAt(lines, start)
    const value = String((LOOK_NAMES as readonly string[]).indexOf(look))
    return {
      id,
      bodies: [{id: `${id}b`, annotation: id, purpose: 'tagging', value}],
      target: {annotation: id, selector: [{quote: slice(text, highlight), start: start - paragraph, end: end - paragraph}], created: new Date(0)},
    } as unknown as TextAnnotation
  }

  function armed(): TextAnnotator {
    const ready = annotator as TextAnnotator
    redrawn = new Promise(done => {
      const stop = ready.renderer.on('onRedraw', () => {
        stop()
        done(performance.now())
      })
    })
    return ready
  }

  return {
    open(highlights) {
      const plain = document.createElement('div')
      plain.className = 'plain'
      plain.append(
        ...lines.map(line => {
          const paragraph = document.createElement('p')
          paragraph.textContent = slice(text, line)
          return paragraph
        }),
      )
      document.getElementById('root')?.append(plain)
      annotator = createTextAnnotator<TextAnnotation, TextAnnotation>(plain, {
        renderer,
        annotatingEnabled: true,
        style: (annotation, state) =>
          state?.hovered ? {fill: '#ff0000', fillOpacity: 0.5} : {fill: FILLS[Number(annotation.bodies[0]?.value)] as '#999999', fillOpacity: 0.35},
      })
      armed().state.store.bulkAddAnnotations(given(highlights), true)
    },
    close() {
      annotator?.destroy()
      annotator?.element.remove()
    },
    add(highlights) {
      const {store} = armed().state
      const [first, ...others] = given(highlights)
      if (first !== undefined && others.length === 0) store.addAnnotation(first)
      else store.bulkAddAnnotations(given(highlights), false)
    },
    hover(highlight) {
      armed().state.hover.set(highlight.id)
    },
    painted: () => redrawn,
    onSelected(listener) {
      annotator?.on('selectionChanged', chosen => {
        if (chosen.length > 0) listener()
      })
    },
    count: () =>
      renderer === 'SPANS' ? document.querySelectorAll('.r6o-annotation').length : [...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0),
  }
}
