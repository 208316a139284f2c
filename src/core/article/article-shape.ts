import * as z from 'zod'
import type {ArticleMetadata} from './article.ts'
import {articleSourceShape, MOST_SOURCES} from './article-source.ts'

export const articleIdShape = z.string().regex(/^[0-9a-f]{64}$/, 'must be the id of an article, which has 64 digits from 0 to f')

export const articleMetadataShape = z.object({
  title: z.string(),
  outlet: z.string().exactOptional(),
  author: z.string().exactOptional(),
  published: z.string().exactOptional(),
  url: z.string().exactOptional(),
  language: z.string().exactOptional(),
  story: z.string().exactOptional(),
  sourceName: z.string(),
  warnings: z.array(z.string()),
  otherSources: z.array(articleSourceShape).max(MOST_SOURCES).exactOptional(),
}) satisfies z.ZodType<ArticleMetadata>
