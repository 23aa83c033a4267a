import { defineErrors } from '../../../kit/errors.ts';

export const knowledgeErrors = defineErrors('knowledge', {
  unknown: { status: 404, zh: '没有编号为 {id} 的知识', en: 'There is no article {id}' },
  changed: {
    status: 409,
    zh: '知识 {id} 刚被他人修改（现为第 {now} 版，您看到的是第 {seen} 版），未保存，请先查看新内容',
    en: 'Article {id} was changed just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  half_english: {
    status: 422,
    zh: '英文标题与正文须同时填写，或都留空',
    en: 'Give both the English title and the English text, or neither',
  },
  validity: {
    status: 422,
    zh: '失效日期须晚于生效日期',
    en: 'The day on which it holds no more must be after the first day',
  },
  review_past: {
    status: 422,
    zh: '下次复核日期须在今天（{today}）之后、五年之内',
    en: 'The next review must be after today ({today}) and within five years',
  },
  no_such_act: {
    status: 409,
    zh: '“{state}”的知识不能这样操作，请刷新后查看',
    en: 'This cannot be done with an article that is {state}; reload and look again',
  },
  expired: {
    status: 409,
    zh: '知识已于 {day} 失效，请先修改有效期再发布',
    en: 'The article holds no more since {day}; change its validity before it is published',
  },
  retired: {
    status: 409,
    zh: '知识已下架，请新建一条，或先重新发布',
    en: 'The article is retired; publish it again before it is changed, or write another one',
  },
  not_yours: {
    status: 403,
    zh: '您只能修改自己负责的草稿；已发布的知识请由有发布权限的人修改，或另写一条草稿',
    en: 'You may change drafts of your own; for what is published ask who may publish, or write another draft',
  },
  unknown_owner: {
    status: 422,
    zh: '{to} 没有编写知识的权限，不能移交',
    en: '{to} may not write articles; hand it to somebody who may',
  },
  unknown_attachment: { status: 404, zh: '没有这个附件', en: 'There is no such attachment' },
  too_many_attachments: {
    status: 409,
    zh: '一条知识最多 {most} 个附件',
    en: 'An article holds {most} attachments at most',
  },
  case_open: {
    status: 409,
    zh: '工单 {case} 尚未办结，没有可以引用的答复',
    en: 'Case {case} is not closed, so there is no answer to draw on',
  },
  unknown_gap: { status: 404, zh: '没有编号为 {id} 的知识缺口', en: 'There is no gap {id}' },
  gap_article: {
    status: 422,
    zh: '知识 {article} 不存在或未发布，请选择已发布的知识',
    en: 'Article {article} is not there or not published; choose one that is',
  },
  unknown_course: { status: 404, zh: '没有编号为 {id} 的培训', en: 'There is no course {id}' },
  course_changed: {
    status: 409,
    zh: '培训刚被他人修改，未保存，请刷新后再改',
    en: 'The course was changed just now; nothing was saved, reload first',
  },
  course_articles: {
    status: 422,
    zh: '培训只能选用已发布的知识；不可用：{ids}',
    en: 'A course is made of published articles alone; not these: {ids}',
  },
  course_state: {
    status: 409,
    zh: '培训现为“{state}”，不能这样操作',
    en: 'This cannot be done with a course that is {state}',
  },
  no_questions: {
    status: 422,
    zh: '测验没有题目，请先添加题目再开放',
    en: 'The quiz has no question; add one before the course is opened',
  },
  quiz_article: {
    status: 422,
    zh: '第 {number} 题引用的知识 {article} 不在本次培训中',
    en: 'Question {number} is of article {article}, which is not in this course',
  },
  answers: {
    status: 422,
    zh: '共 {of} 题，收到 {got} 个答案，请全部作答',
    en: 'There are {of} questions and {got} answers; answer all of them',
  },
});
