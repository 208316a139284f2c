import {AxeBuilder} from '@axe-core/playwright'
import type {Page} from '@playwright/test'

/** What axe objects to on the page, or within what a selector finds there. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  // Otherwise each look opens one more page, to put together what several frames say; ours have one, and the app would refuse a second window.
  const builder = new AxeBuilder({page}).setLegacyMode(true)
  const {violations} = await (within === undefined ? builder : builder.include(within)).analyze()
  return violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.target.join(' ')}`))
}
