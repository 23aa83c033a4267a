import { z } from 'zod';
import { RowId, RowNumber } from './common.ts';
import {
  Article,
  ArticleBrief,
  ArticleContent,
  ArticleState,
  KnowledgeDay,
  KnowledgeGap,
  KnowledgeHits,
} from './knowledge-parts.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { ATTACHMENT_BYTES } from './situations.ts';
import { Course, CourseBrief, QuizOutcome, QuizQuestion, TrainingMonth, TrainingRecord } from './training.ts';

const BODY_BYTES = Math.ceil(ATTACHMENT_BYTES * 1.4);
/** Longest text that is searched or for which articles are suggested: more of a call says nothing new. */
export const QUESTION_LENGTH = 500;

const Key = z.string().regex(/^[\w:.-]{8,80}$/);
const Version = z.number().int().positive();
const Question = z.string().trim().min(1).max(QUESTION_LENGTH);
const Note = z.string().trim().max(300).default('');

/** `key` is made by who sends it: the same draft sent twice is one. */
export const NewArticle = ArticleContent.extend({ key: Key });
export type NewArticle = z.infer<typeof NewArticle>;

export const ArticleChange = ArticleContent.extend({ version: Version, note: Note });
export type ArticleChange = z.infer<typeof ArticleChange>;

/** What is done with an article besides writing in it. */
export const ArticleAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('publish'), version: Version, note: Note }),
  z.object({ act: z.literal('retire'), version: Version, note: z.string().trim().min(2).max(300) }),
  /** It was looked at and still holds. */
  z.object({ act: z.literal('review'), version: Version, review_on: KnowledgeDay, note: Note }),
  z.object({ act: z.literal('hand_over'), version: Version, to: z.string().max(60), note: Note }),
]);
export type ArticleAct = z.infer<typeof ArticleAct>;

const Asking = z.object({ text: Question, most: z.number().int().min(1).max(50).default(20) });
const reading = { authority: 'knowledge:read', response: KnowledgeHits } as const;
const writing = { authority: 'knowledge:write', audit: 'own', target: 'article', response: Article } as const;
const training = { authority: 'knowledge:train', audit: 'own', target: 'course', response: Course } as const;
const Courses = z.object({
  month: TrainingMonth,
  title: z.string().trim().min(2).max(100),
  articles: z.array(RowNumber).min(1).max(30),
});

export const knowledgeRoutes = defineRoutes('knowledge', {
  // Words of a caller stand in no address.
  searchKnowledge: {
    ...{ method: 'POST', path: '/api/v1/knowledge/searches', audit: 'none', per_minute: 600, body: Asking },
    summary: {
      zh: '检索知识库',
      en: 'Search the knowledge base: words, phrases, plates, lines, pinyin of titles',
    },
    ...reading,
  },
  suggestKnowledge: {
    ...{
      method: 'POST',
      path: '/api/v1/knowledge/suggestions',
      audit: 'none',
      per_minute: 600,
      body: Asking,
    },
    summary: { zh: '按来话内容推荐知识', en: 'Articles by the beginning of what a caller says' },
    ...reading,
  },
  listArticles: {
    method: 'GET',
    path: '/api/v1/knowledge/articles',
    summary: { zh: '知识条目', en: 'Articles, those to be reviewed first' },
    authority: 'knowledge:read',
    query: z.object({
      state: ArticleState.optional(),
      /** Only those that need their owner. */
      stale: z.stringbool().default(false),
      /** Only those of the caller. */
      own: z.stringbool().default(false),
      limit: z.coerce.number().int().min(1).max(500).default(200),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
    }),
    response: z.object({ articles: z.array(ArticleBrief), total: z.number().int() }),
  },
  getArticle: {
    method: 'GET',
    path: '/api/v1/knowledge/articles/:id',
    summary: { zh: '一条知识及其版本', en: 'An article with its versions and files' },
    authority: 'knowledge:read',
    params: RowId,
    response: Article,
  },
  writeArticle: {
    ...writing,
    method: 'POST',
    path: '/api/v1/knowledge/articles',
    summary: { zh: '新建知识草稿', en: 'Write an article, as a draft' },
    body: NewArticle,
    status: 201,
  },
  draftFromCase: {
    ...writing,
    method: 'POST',
    path: '/api/v1/knowledge/drafts',
    summary: { zh: '由已办结工单生成草稿', en: 'Draft an article from a case that was closed' },
    body: z.object({ case: RowNumber }),
    status: 201,
  },
  changeArticle: {
    ...writing,
    method: 'PUT',
    path: '/api/v1/knowledge/articles/:id',
    summary: { zh: '修改知识', en: 'Change an article; the former version stays' },
    params: RowId,
    body: ArticleChange,
  },
  actOnArticle: {
    ...writing,
    authority: 'knowledge:publish',
    method: 'POST',
    path: '/api/v1/knowledge/articles/:id/acts',
    summary: { zh: '发布、下架、复核、移交', en: 'Publish, retire, review or hand over an article' },
    params: RowId,
    body: ArticleAct,
  },
  listWriters: {
    method: 'GET',
    path: '/api/v1/knowledge/writers',
    summary: { zh: '可接手知识的人员', en: 'Who an article may be handed to' },
    authority: 'knowledge:publish',
    area: 'everything',
    response: z.array(z.object({ principal: z.string(), name: z.string() })),
  },
  attachToArticle: {
    ...writing,
    method: 'POST',
    path: '/api/v1/knowledge/articles/:id/attachments',
    summary: { zh: '添加附件', en: 'Attach a file to an article' },
    params: RowId,
    body: z.object({ file: z.string().max(300), content_base64: z.base64().max(BODY_BYTES), note: Note }),
    body_limit: BODY_BYTES,
    per_minute: 30,
    status: 201,
  },
  readArticleAttachment: {
    method: 'GET',
    path: '/api/v1/knowledge/articles/:id/attachments/:attachment',
    summary: { zh: '知识附件', en: 'A file of an article' },
    authority: 'knowledge:read',
    params: RowId.extend({ attachment: z.coerce.number().int().positive() }),
    response: 'application/octet-stream',
  },
  useArticle: {
    method: 'POST',
    path: '/api/v1/knowledge/articles/:id/uses',
    summary: {
      zh: '记录以此条答复',
      en: 'Say that a question was answered with an article; the search learns from it',
    },
    authority: 'knowledge:read',
    audit: 'none',
    params: RowId,
    body: z.object({ key: Key, question: Question }),
    response: null,
  },
  noteGap: {
    method: 'POST',
    path: '/api/v1/knowledge/gaps',
    summary: { zh: '记录未找到的问题', en: 'Say what was searched and not found' },
    authority: 'knowledge:read',
    audit: 'none',
    per_minute: 60,
    body: z.object({ text: Question, by: z.enum(['search', 'mark']) }),
    response: null,
  },
  listGaps: {
    method: 'GET',
    path: '/api/v1/knowledge/gaps',
    summary: { zh: '知识缺口', en: 'What was asked and not found, the most frequent first' },
    authority: 'knowledge:write',
    query: z.object({ state: z.enum(['open', 'all']).default('open') }),
    response: z.array(KnowledgeGap),
  },
  decideGap: {
    method: 'POST',
    path: '/api/v1/knowledge/gaps/:id/decision',
    summary: { zh: '处理知识缺口', en: 'Say which article answers a gap, or why none is needed' },
    authority: 'knowledge:write',
    audit: 'own',
    target: 'gap',
    params: RowId,
    body: z.discriminatedUnion('to', [
      z.object({ to: z.literal('answered'), article: RowNumber }),
      z.object({ to: z.literal('dismissed'), note: z.string().trim().min(2).max(300) }),
    ]),
    response: KnowledgeGap,
  },
  listCourses: {
    method: 'GET',
    path: '/api/v1/knowledge/courses',
    summary: { zh: '培训课程', en: 'Courses, the newest month first' },
    authority: 'knowledge:read',
    response: z.array(CourseBrief),
  },
  getCourse: {
    method: 'GET',
    path: '/api/v1/knowledge/courses/:id',
    summary: { zh: '一次培训及测验', en: 'A course and its quiz' },
    authority: 'knowledge:read',
    params: RowId,
    response: Course,
  },
  makeCourse: {
    ...training,
    method: 'POST',
    path: '/api/v1/knowledge/courses',
    summary: {
      zh: '新建培训并生成测验',
      en: 'Make a course of articles; its quiz is generated to be edited',
    },
    body: Courses.extend({ key: Key }),
    status: 201,
  },
  editQuiz: {
    ...training,
    method: 'PUT',
    path: '/api/v1/knowledge/courses/:id/quiz',
    summary: { zh: '修改测验', en: 'Change the quiz of a course that is not open' },
    params: RowId,
    body: z.object({ version: Version, quiz: z.array(QuizQuestion).min(1).max(60) }),
  },
  moveCourse: {
    ...training,
    method: 'POST',
    path: '/api/v1/knowledge/courses/:id/state',
    summary: { zh: '开放或结束培训', en: 'Open or close a course' },
    params: RowId,
    body: z.object({ version: Version, to: z.enum(['open', 'closed']) }),
  },
  answerQuiz: {
    method: 'POST',
    path: '/api/v1/knowledge/courses/:id/answers',
    summary: { zh: '提交测验', en: 'Answer the quiz of a course' },
    authority: 'knowledge:learn',
    audit: 'own',
    target: 'course',
    per_minute: 30,
    params: RowId,
    body: z.object({ key: Key, answers: z.array(z.number().int().min(0).max(5)).max(60) }),
    response: QuizOutcome,
  },
  getTrainingRecord: {
    method: 'GET',
    path: '/api/v1/knowledge/training',
    summary: { zh: '月度培训情况', en: 'Training of a month: results, and who is missing' },
    authority: 'knowledge:train',
    area: 'everything',
    query: z.object({ month: TrainingMonth }),
    response: TrainingRecord,
  },
});

export const knowledgeContract = defineContract({
  routes: knowledgeRoutes,
  permissions: {
    'knowledge:read': {
      ...{ platform: 'citizen', zh: '查阅知识库', en: 'Read the knowledge base' },
      roles: [...WATCHERS, 'hotline-agent', 'hotline-supervisor', 'case-handler'],
    },
    'knowledge:write': {
      ...{ platform: 'citizen', zh: '编写知识', en: 'Write articles' },
      roles: ['duty-officer', 'hotline-agent', 'hotline-supervisor', 'case-handler'],
    },
    'knowledge:publish': {
      ...{ platform: 'citizen', zh: '发布、下架、复核知识', en: 'Publish, retire and review articles' },
      roles: ['duty-officer', 'hotline-supervisor'],
    },
    'knowledge:learn': {
      ...{ platform: 'citizen', zh: '参加话务培训', en: 'Take part in training' },
      roles: ['hotline-agent'],
    },
    'knowledge:train': {
      ...{ platform: 'citizen', zh: '组织话务培训', en: 'Hold training' },
      roles: ['duty-officer', 'hotline-supervisor'],
    },
  },
});
