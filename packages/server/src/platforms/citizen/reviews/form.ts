import type { Bilingual, ReviewQuestion } from '@opentocc/contract';

interface Form {
  readonly questions: readonly ReviewQuestion[];
  readonly source: Bilingual;
  readonly assumed: boolean;
}

/** By what an answer is judged. A no to what decides makes it wrong; the others are for the agent to learn from. */
export const REVIEW_FORM: Form = {
  questions: [
    {
      key: 'facts',
      text: { zh: '答复内容与规定、事实一致', en: 'It agrees with rules and facts' },
      decides: true,
    },
    {
      key: 'complete',
      text: { zh: '回应了诉求的全部问题', en: 'It answers all that was asked' },
      decides: true,
    },
    {
      ...{ key: 'category', decides: true },
      text: { zh: '类型、领域、分类正确', en: 'Type, field and category are right' },
    },
    {
      key: 'wording',
      text: { zh: '用语规范、态度热情', en: 'It is well worded and friendly' },
      decides: false,
    },
  ],
  source: {
    zh: '准确率的评判项未查得标准文本，按热线常见质检表假定（2026-11-28）',
    en: 'No standard states what makes an answer right; assumed as forms of hotlines have it (2026-11-28)',
  },
  assumed: true,
};

/** Whether an answer is right by its marks; undefined where a question of the form is left open. */
export function isRight(marks: Readonly<Record<string, boolean>>): boolean | undefined {
  const { questions } = REVIEW_FORM;
  if (questions.some(({ key }) => marks[key] === undefined)) return undefined;
  return questions.every(({ key, decides }) => !decides || marks[key] === true);
}

/** How long an agent may say that a judgement is not fair, days of the calendar; assumed. */
export const DISPUTE_DAYS = 7;
