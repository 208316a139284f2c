/** Of React's own tree, what counting reads. */
type Fiber = {
  readonly type: unknown
  readonly flags: number
  readonly child: Fiber | null
  readonly sibling: Fiber | null
  readonly alternate: Fiber | null
}

/** React's bit for a part that was drawn in this commit, for its developer tools. */
const DRAWN = 1

/** React keeps the hook that it found when it was loaded, and this file is run before each test file: both know one count. */
const page = globalThis as {__RENDERS__?: Map<string, number>; __REACT_DEVTOOLS_GLOBAL_HOOK__?: object}
page.__RENDERS__ ??= new Map()
const counts = page.__RENDERS__

const nameOf = (type: unknown): string | undefined => {
  if (typeof type === 'function') return type.name
  return typeof type === 'object' && type !== null && 'type' in type ? nameOf(type.type) : undefined
}

function count(fiber: Fiber): void {
  const name = nameOf(fiber.type)
  if (name !== undefined && (fiber.flags & DRAWN) !== 0) counts.set(name, (counts.get(name) ?? 0) + 1)
  // A part whose children are the very ones of the last commit was passed over.
  if (fiber.child === fiber.alternate?.child) return
  for (let child = fiber.child; child !== null; child = child.sibling) if (child !== child.alternate || child.alternate === null) count(child)
}

// As React's developer tools do; must be there before React is.
page.__REACT_DEVTOOLS_GLOBAL_HOOK__ ??= {
  supportsFiber: true,
  inject: () => 1,
  onCommitFiberRoot: (_renderer: number, {current}: {readonly current: Fiber}) => count(current),
  onCommitFiberUnmount: () => undefined,
}

/** How often components of these names were drawn while something was done. */
export async function rendersOf<Name extends string>(names: readonly Name[], done: () => Promise<unknown>): Promise<Readonly<Record<Name, number>>> {
  counts.clear()
  await done()
  return Object.fromEntries(names.map(name => [name, counts.get(name) ?? 0])) as Record<Name, number>
}
