import type {OlderAnnotation, OlderWanted} from '../../ipc/schema-api.ts'

/** Annotations of an older version that somebody goes through, one after the other. `wanted`: which of all that there are; `found`: how many these were as she began. */
export type LookingAgain = {readonly items: readonly OlderAnnotation[]; readonly at: number; readonly wanted: OlderWanted; readonly found: number}
