import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'

/** How many there are, as it stands in a list. */
export const manyArticles = (articles: number): Message => message('{articles, plural, =0 {no articles} one {# article} other {# articles}}', {articles})
export const manyAnnotations = (annotations: number): Message =>
  message('{annotations, plural, =0 {no annotations} one {# annotation} other {# annotations}}', {annotations})
export const manyProblems = (problems: number): Message => message('{problems, plural, =0 {no problems} one {# problem} other {# problems}}', {problems})
export const manyDocuments = (documents: number): Message => message('{documents, plural, =0 {no documents} one {# document} other {# documents}}', {documents})
export const manyTexts = (texts: number): Message => message('{texts, plural, =0 {no texts} one {# text} other {# texts}}', {texts})
