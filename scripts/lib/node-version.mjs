const OLDEST = [20, 19]

/** Ends the program with one sentence when this Node is too old. */
export function needNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  console.error(
    `Claimlight needs Node ${OLDEST.join('.')} or newer, and this is ${process.versions.node}. Install a newer one from your package manager or the Node.js site, and try again.`,
  )
  process.exit(1)
}
