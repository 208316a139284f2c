import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {value} from './results.ts'

/** Texts and people enter a project, as if they had always been there. The first of the people is its admin. */
export async function entered(hub: Hub, texts: readonly {readonly text: string}[], people: readonly [Person, ...Person[]]): Promise<void> {
  const files = texts.map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  value(await hub.requests(people[0], 'browser').importFiles(files, null))
  value(
    await hub.changeProject(project => {
      for (const person of people) project.people.put(person)
    }),
  )
}
