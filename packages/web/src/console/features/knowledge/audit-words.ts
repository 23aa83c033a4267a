import type { AuditWords } from '../../feature.ts';

const ACTS = {
  write: { zh: '新建知识', en: 'Wrote an article' },
  change: { zh: '修改知识', en: 'Changed an article' },
  publish: { zh: '发布知识', en: 'Published an article' },
  retire: { zh: '下架知识', en: 'Retired an article' },
  review: { zh: '复核知识', en: 'Reviewed an article' },
  'hand-over': { zh: '移交知识', en: 'Handed an article over' },
  act: { zh: '发布、下架、复核或移交知识', en: 'Published, retired, reviewed or handed over an article' },
  draft: { zh: '由工单生成知识草稿', en: 'Drafted an article from a case' },
  attach: { zh: '添加知识附件', en: 'Attached a file to an article' },
  'decide-gap': { zh: '处理知识缺口', en: 'Decided on a gap in the knowledge' },
  'make-course': { zh: '新建培训', en: 'Made a course' },
  'edit-quiz': { zh: '修改测验', en: 'Changed a quiz' },
  'open-course': { zh: '开放培训', en: 'Opened a course' },
  'close-course': { zh: '结束培训', en: 'Closed a course' },
  move: { zh: '开放或结束培训', en: 'Opened or closed a course' },
  'answer-quiz': { zh: '提交测验', en: 'Took a quiz' },
} as const;

const articles = '/api/v1/knowledge/articles';
const courses = '/api/v1/knowledge/courses';

/** What the audit calls what is done with the knowledge base. */
export const auditWords: AuditWords = {
  acts: {
    ...Object.fromEntries(Object.entries(ACTS).map(([name, words]) => [`knowledge.${name}`, words])),
    [`POST ${articles}`]: ACTS.write,
    [`PUT ${articles}/:id`]: ACTS.change,
    [`POST ${articles}/:id/acts`]: ACTS.act,
    [`POST ${articles}/:id/attachments`]: ACTS.attach,
    'POST /api/v1/knowledge/drafts': ACTS.draft,
    'POST /api/v1/knowledge/gaps/:id/decision': ACTS['decide-gap'],
    [`POST ${courses}`]: ACTS['make-course'],
    [`PUT ${courses}/:id/quiz`]: ACTS['edit-quiz'],
    [`POST ${courses}/:id/state`]: ACTS.move,
    [`POST ${courses}/:id/answers`]: ACTS['answer-quiz'],
  },
  subjects: {
    article: { zh: '知识', en: 'article' },
    'decide-gap': { zh: '知识缺口', en: 'gap' },
    course: { zh: '培训', en: 'course' },
  },
};
