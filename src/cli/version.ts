import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'

/** The version in the package.json at the root of what is installed. */
export async function readVersion(root: string): Promise<string> {
  return z.object({version: z.string()}).parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))).version
}
