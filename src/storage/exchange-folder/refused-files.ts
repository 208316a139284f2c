import type {BigIntStats} from 'node:fs'
import type {SegmentProblem} from './segment.ts'

type Refused = {readonly mark: string; readonly problem: SegmentProblem; readonly looks: number}

/**
 * Files of a folder that were read and are none of ours, so that they are not read again at each look until they change. `bytes`: read
 * from files in the folder so far.
 */
export class RefusedFiles {
  bytes = 0
  private files = new Map<string, Refused>()

  /** Why a file is refused, known from before. Only after the second look: one that was written to just while it was read may bear the same time. */
  known(path: string, info: BigIntStats): SegmentProblem | undefined {
    const file = this.files.get(path)
    return file !== undefined && file.looks > 1 && file.mark === markOf(info) ? file.problem : undefined
  }

  refuse(path: string, info: BigIntStats, problem: SegmentProblem): void {
    const mark = markOf(info)
    const before = this.files.get(path)
    this.files.set(path, {mark, problem, looks: before?.mark === mark ? before.looks + 1 : 1})
  }

  /** Forgets all but these. */
  keep(paths: ReadonlySet<string>): void {
    for (const path of this.files.keys()) if (!paths.has(path)) this.files.delete(path)
  }
}

const markOf = ({ino, size, mtimeNs, ctimeNs}: BigIntStats): string => `${ino} ${size} ${mtimeNs} ${ctimeNs}`
