import type {Sentence} from '../../core/language/message.ts'
/** A file that was chosen or dropped, read only when its turn comes. `name` has the folders it was found in. */
export type PickedFile = {
  readonly name: string
  readonly size: number
  /** Why it is not read. */
  readonly refused?: Sentence
  bytes(): Promise<Uint8Array>
  /** From one byte up to before another, or to the end. */
  part(from: number, to: number): Promise<Uint8Array>
}

export const pickedFile = (file: File, name = file.webkitRelativePath || file.name): PickedFile => ({
  name,
  size: file.size,
  bytes: async () => new Uint8Array(await file.arrayBuffer()),
  part: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
})

/** One that the host would not read, to be told among the others. */
export const refusedFile = (name: string, reason: Sentence): PickedFile => ({
  name,
  size: 0,
  refused: reason,
  bytes: async () => new Uint8Array(),
  part: async () => new Uint8Array(),
})

/** Asks for files with the browser's own dialog; none when it is cancelled. */
export function pickFiles(
  document: Document,
  options: {readonly accept?: string; readonly multiple?: boolean; readonly folder?: boolean},
): Promise<readonly PickedFile[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = options.accept ?? ''
  input.multiple = options.multiple ?? false
  input.webkitdirectory = options.folder ?? false
  input.hidden = true
  // An element that is nowhere may be gone, and the answer with it, before anybody has answered.
  document.body.append(input)
  return new Promise<readonly PickedFile[]>(resolve => {
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])].map(file => pickedFile(file))
      resolve(options.folder ? files.filter(isArticle).sort(byName) : files)
    })
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  }).finally(() => input.remove())
}

/** What a drop holds, folders opened. Entries must be taken at once: the transfer is empty after the event. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly PickedFile[]> {
  const dropped = [...transfer.items].map(item => ({entry: item.webkitGetAsEntry(), file: item.getAsFile()}))
  const found = await Promise.all(dropped.map(async ({entry, file}) => (entry === null ? (file === null ? [] : [pickedFile(file)]) : filesOf(entry))))
  return found.flat()
}

async function filesOf(entry: FileSystemEntry): Promise<readonly PickedFile[]> {
  if (entry.name.startsWith('.')) return []
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [pickedFile(file, entry.fullPath.replace(/^\//, ''))]
  }
  const inside = await entriesOf((entry as FileSystemDirectoryEntry).createReader())
  const found = await Promise.all(inside.map(filesOf))
  return found.flat().filter(isArticle)
}

/** A reader gives a hundred entries at a time, and none at the end. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const found: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return found.sort(byName)
    found.push(...some)
  }
}

/** In a folder other files and hidden ones are passed over in silence; one that was chosen by itself is refused by name. */
const isArticle = ({name}: PickedFile): boolean => /\.(txt|md)$/i.test(name) && !/(^|\/)\./.test(name)

const byName = (a: {readonly name: string}, b: {readonly name: string}): number => (a.name < b.name ? -1 : 1)

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
