/** Gives a file to the browser, which puts it where its person has said. */
export function download(document: Document, name: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the data once it has started.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
