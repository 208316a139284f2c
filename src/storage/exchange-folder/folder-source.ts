import type {Sentence} from '../../core/language/message.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {ArticleTexts} from '../texts/article-texts.ts'

/** The project as the share reads it: the working store and the texts beside it. Only what is on disk is given out. */
export interface FolderSource {
  documents(): Promise<readonly {readonly name: string; readonly address: DocumentAddress}[]>
  /** Updates of a document, oldest first, as the working store keeps them. */
  load(name: string): Promise<readonly Uint8Array[]>
  /** Tells the name of a document whenever an update of it has been stored, wherever it came from. */
  onUpdate(listener: (name: string) => void): () => void
  /** The project's article texts. Listed at each flush. */
  readonly texts: Pick<ArticleTexts, 'list' | 'get'>
  /** Whether a document belongs to a closed independent round: others must not read it before the round is opened. */
  closed?(address: DocumentAddress): boolean
  /** Whether nobody is to know of a document yet, not even that it is there. It goes out when it is told as changed. */
  withheld?(address: DocumentAddress): boolean
  /** What of an update of a closed document others may read all the same. `updates`: all that is stored of it. */
  openPart?(address: DocumentAddress, updates: readonly Uint8Array[], update: Uint8Array): Uint8Array | undefined
}

/** It is held, and arrives again at the next look. */
export const WAITS = Symbol('waits')

/** Where arrivals go. A promise resolves when the thing is on disk, or will never be; when it rejects, the same arrives again later. */
export interface FolderTarget {
  /** Gives a sentence when the change is refused for good: it is left out, and all else goes on. {@link WAITS} when it builds on what is not here yet. */
  apply(name: string, address: DocumentAddress, update: Uint8Array): Promise<Sentence | typeof WAITS | undefined>
  /** The text has been checked against its hash. */
  applyText(text: string): Promise<void>
  /**
   * Whether the project's rules, as known here, let this writer write there and this person have it. What is refused is
   * held and asked again at each poll, so that it arrives when the rules change. The person is what the writer says:
   * whoever knows the passphrase could say anything.
   */
  accepts?(address: DocumentAddress, from: {readonly writer: string; readonly person: string}): boolean
}
