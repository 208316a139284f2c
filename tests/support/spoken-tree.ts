import type {CDPSession, Page} from '@playwright/test'

/** A node of the tree that the browser gives to assistive technology. */
export type SpokenNode = {
  readonly role: string
  readonly name: string
  readonly description: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly children: readonly SpokenNode[]
}

/** The accessibility tree as Chromium gives it to the system, from the page on. */
export async function spokenTree(page: Page): Promise<SpokenNode> {
  const session = await page.context().newCDPSession(page)
  const {nodes} = await fullTree(session)
  await session.detach()
  const byId = new Map(nodes.map(node => [node.nodeId, node]))
  const made = (node: AxNode): readonly SpokenNode[] => {
    const children = (node.childIds ?? []).flatMap(id => {
      const child = byId.get(id)
      return child === undefined ? [] : made(child)
    })
    if (node.ignored) return children
    return [
      {
        role: String(node.role?.value ?? ''),
        name: String(node.name?.value ?? ''),
        description: String(node.description?.value ?? ''),
        properties: Object.fromEntries((node.properties ?? []).map(({name, value}) => [name, value.value])),
        children,
      },
    ]
  }
  const [root] = nodes.flatMap(node => (node.parentId === undefined ? made(node) : []))
  if (root === undefined) throw new Error('The browser gives no accessibility tree.')
  return root
}

const fullTree = (session: CDPSession) => session.send('Accessibility.getFullAXTree')
type AxNode = Awaited<ReturnType<typeof fullTree>>['nodes'][number]

export const everyNode = (node: SpokenNode): readonly SpokenNode[] => [node, ...node.children.flatMap(everyNode)]

/** What is read aloud of it, letter by letter. */
export const spokenText = (node: SpokenNode): string => (node.role === 'StaticText' ? node.name : node.children.map(spokenText).join(''))
