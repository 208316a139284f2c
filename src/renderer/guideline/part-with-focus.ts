/** Whose guideline is asked for in a page: of what a tip is shown beside, else of what has the focus or is around that. By `wordKey`. */
export function partWithFocus(page: Document): string | undefined {
  const tip = page.querySelector('[role=tooltip]')
  const tipped = tip === null ? null : page.querySelector(`[aria-describedby="${CSS.escape(tip.id)}"]`)
  const around = tipped?.closest('[data-part]') ?? page.activeElement?.closest('[data-part]')
  return around?.getAttribute('data-part') ?? undefined
}
