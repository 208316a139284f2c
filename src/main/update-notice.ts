/** A version that is to be had, and the page that tells about it. */
export type Offer = {readonly version: string; readonly url: string}

/**
 * Tells about a newer version, once a start. Claimlight asks nobody by itself: without a `source`, as it is built now,
 * nothing is asked and nothing is said. What a source answers is not trusted further than a version and an https link.
 */
export async function noticeUpdate(given: {
  readonly current: string
  readonly source: (() => Promise<Offer | undefined>) | undefined
  tell(offer: Offer): Promise<void>
}): Promise<void> {
  // Being offline is no problem to tell anybody about.
  const offer = await given.source?.().catch(() => undefined)
  if (offer !== undefined && isNewer(offer.version, given.current)) await given.tell(offer)
}

/** By semantic versioning; a version that cannot be read is never newer, and a preview is never offered. */
function isNewer(offered: string, current: string): boolean {
  const parse = (version: string): number[] | undefined => /^v?(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number)
  const [a, b] = [parse(offered), parse(current)]
  if (a === undefined || b === undefined) return false
  const differing = a.findIndex((part, at) => part !== b[at])
  return differing >= 0 && (a[differing] ?? 0) > (b[differing] ?? 0)
}
