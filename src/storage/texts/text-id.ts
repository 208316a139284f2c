import {createHash} from 'node:crypto'
import type {ArticleId} from '../../core/article/article.ts'

/** As `articleId`, by the system's own code, which is many times as quick. */
export const textId = (text: string): ArticleId => createHash('sha256').update(text, 'utf8').digest('hex')
