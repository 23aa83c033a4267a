import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of reviews. */
export const auditWords = {
  acts: {
    'reviews.draw': { zh: '抽取质检样本', en: 'Answers drawn for review' },
    'reviews.judge': { zh: '评判答复', en: 'Answer judged' },
    'reviews.dispute': { zh: '质检申诉', en: 'Judgement disputed' },
    'reviews.settle': { zh: '质检复评', en: 'Second opinion given' },
  },
  groups: { 'reviews.': { zh: '质检', en: 'Reviews' } },
  subjects: {
    review: { zh: '质检', en: 'review' },
    'review-draw': { zh: '质检抽样', en: 'draw of reviews' },
  },
} satisfies AuditWords;
