import {annotatorOf} from '../core/owner.ts'
import type {ProjectStore} from '../storage/project-store.ts'

/** Tells whether somebody has work in an independent round that is not opened: then nobody gets in as her on a further device. */
export const closedWork =
  (isBlind: () => boolean, store: Pick<ProjectStore, 'documents'>) =>
  async (person: string): Promise<boolean> =>
    isBlind() && (await store.documents()).some(({address}) => 'owner' in address && annotatorOf(address.owner) === person)
