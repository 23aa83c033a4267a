import type { Feature } from '../../feature.ts';
import { articlesSearch, gapSearch } from './address.ts';
import { auditWords } from './audit-words.ts';

const isNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);
const BELOW = { group: 'citizen', under: '/knowledge' } as const;

/** 知识库: what agents and citizens are answered with, what it lacks, and the training of agents in it. */
export const knowledge = {
  name: 'knowledge',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    {
      ...{ to: '/knowledge', label: { zh: '知识库', en: 'Knowledge' } },
      ...{ group: 'citizen', authority: 'knowledge:read' },
    },
    {
      ...{ to: '/knowledge/articles', label: { zh: '条目', en: 'Articles' } },
      ...{ ...BELOW, authority: 'knowledge:read' },
    },
    {
      ...{ to: '/knowledge/gaps', label: { zh: '缺口', en: 'Gaps' } },
      ...{ ...BELOW, authority: 'knowledge:write' },
    },
    {
      ...{ to: '/knowledge/training', label: { zh: '培训', en: 'Training' } },
      ...{ ...BELOW, authority: 'knowledge:read' },
    },
  ],
  pages: [
    {
      path: '/knowledge',
      authority: 'knowledge:read',
      load: () => import('./search/search-page.tsx').then((m) => m.SearchPage),
    },
    {
      path: '/knowledge/articles',
      authority: 'knowledge:read',
      search: articlesSearch,
      load: () => import('./articles/articles-page.tsx').then((m) => m.ArticlesPage),
    },
    {
      path: '/knowledge/new',
      authority: 'knowledge:write',
      search: gapSearch,
      load: () => import('./editor/new-page.tsx').then((m) => m.NewPage),
    },
    {
      path: '/knowledge/gaps',
      authority: 'knowledge:write',
      load: () => import('./gaps/gaps-page.tsx').then((m) => m.GapsPage),
    },
    {
      path: '/knowledge/training',
      authority: 'knowledge:read',
      load: () => import('./training/training-page.tsx').then((m) => m.TrainingPage),
    },
    {
      path: '/knowledge/training/$course',
      authority: 'knowledge:read',
      accepts: ({ course }) => isNumber(course),
      load: () => import('./training/course-page.tsx').then((m) => m.CoursePage),
    },
    {
      path: '/knowledge/$article',
      authority: 'knowledge:read',
      accepts: ({ article }) => isNumber(article),
      search: gapSearch,
      load: () => import('./article/article-page.tsx').then((m) => m.ArticlePage),
    },
    {
      path: '/knowledge/$article/edit',
      authority: 'knowledge:write',
      accepts: ({ article }) => isNumber(article),
      load: () => import('./editor/edit-page.tsx').then((m) => m.EditPage),
    },
  ],
  typing: () => import('./typing-part.tsx').then((m) => m.TypingPart),
  case: () => import('./case-part.tsx').then((m) => m.CasePart),
  audit: auditWords,
} as const satisfies Feature;
