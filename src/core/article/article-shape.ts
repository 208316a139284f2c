import * as z from 'zod'
import {FORM} from '../json/value-form.ts'
import type {ArticleMetadata} from './article.ts'
import {articleSourceShape, MOST_SOURCES} from './article-source.ts'

export const articleIdShape = z.string().regex(/^[0-9a-f]{64}$/, FORM.article)

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
