import type {ProjectSnapshot} from '../../src/core/dataset/project-snapshot.ts'
import type {MadeDataset} from '../../src/ipc/dataset-api.ts'
import type {Project} from '../../src/project/project.ts'

/** The whole file, as it arrives piece by piece. */
export async function fileOf({pieces}: MadeDataset): Promise<string> {
  const all: Uint8Array[] = []
  for await (const piece of pieces()) all.push(piece)
  return Buffer.concat(all).toString('utf8')
}

/** A project as plain values; of its articles, those whose texts are given. */
export const aSnapshot = (
  project: Project,
  {texts = new Map(), registries, sets}: {readonly texts?: ReadonlyMap<string, string>} & Pick<ProjectSnapshot, 'registries' | 'sets'>,
): ProjectSnapshot => ({
  name: project.name(),
  schema: project.schema(),
  articles: project.articles.all().flatMap(entry => {
    const text = texts.get(entry.id)
    return text === undefined ? [] : [{...entry, text}]
  }),
  annotators: project.people.all().map(({id, name}) => ({id, name})),
  topics: project.topics.all(),
  registries,
  sets,
})
