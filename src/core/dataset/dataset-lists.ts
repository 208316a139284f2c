import {datasetShape} from './dataset-document.ts'

const {annotators, topics, entities, claims, articles, annotations, removedAnnotations, readMarks, worklists, missing} = datasetShape.shape

/** The shape of an element of each list of a dataset; in the order of the file as we write it. */
export const ELEMENTS = {
  annotators: annotators.element,
  topics: topics.element,
  entities: entities.element,
  claims: claims.element,
  articles: articles.element,
  annotations: annotations.element,
  removedAnnotations: removedAnnotations.element,
  readMarks: readMarks.element,
  worklists: worklists.def.innerType.element,
  missing: missing.element,
} as const

export type ListName = keyof typeof ELEMENTS

const LIST_NAMES = Object.keys(ELEMENTS) as readonly ListName[]

/** The lists of what is said about articles, of which there may be millions. */
export const SAID = ['annotations', 'removedAnnotations', 'readMarks'] as const
export type Said = (typeof SAID)[number]

export const isListName = (name: string): name is ListName => Object.hasOwn(ELEMENTS, name)

/** For {@link ProblemList}: what stands before all lists has 0. */
export const rankOf = (list: ListName): number => LIST_NAMES.indexOf(list) + 1
