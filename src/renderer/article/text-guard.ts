/**
 * Puts the text back when something outside changes the page's copy of it: a browser extension, a translator, an input method
 * that writes past the editor. Each recorded mutation is undone, last first, so the very same nodes stand as before.
 * Attributes are left alone: extensions mark pages with them and change no word.
 */
export function guardText(dom: HTMLElement): () => void {
  const observer = new MutationObserver(records => {
    for (const record of records.reverse()) undo(record)
    observer.takeRecords()
  })
  observer.observe(dom, {subtree: true, childList: true, characterData: true, characterDataOldValue: true})
  return () => observer.disconnect()
}

function undo(record: MutationRecord): void {
  const {target} = record
  if (record.type === 'characterData') {
    if (target.nodeValue !== record.oldValue) target.nodeValue = record.oldValue
    return
  }
  for (const node of record.addedNodes) if (node.parentNode === target) target.removeChild(node)
  for (const node of record.removedNodes) target.insertBefore(node, record.nextSibling)
}
