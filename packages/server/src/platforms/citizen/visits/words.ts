import type { AttemptOutcome, Bilingual, RectificationState, VisitState } from '@opentocc/contract';

export const OUTCOME_WORDS: Readonly<Record<AttemptOutcome, Bilingual>> = {
  answered: { zh: '接通', en: 'answered' },
  no_answer: { zh: '无人接听', en: 'no answer' },
  busy: { zh: '占线', en: 'busy' },
  wrong_number: { zh: '空号或错号', en: 'wrong number' },
  refused: { zh: '拒绝回访', en: 'refused' },
};

export const STATE_WORDS: Readonly<Record<VisitState, Bilingual>> = {
  waiting: { zh: '待回访', en: 'waiting' },
  answered: { zh: '已回访', en: 'answered' },
  unreachable: { zh: '联系不上', en: 'unreachable' },
  refused: { zh: '拒绝回访', en: 'refused' },
  dropped: { zh: '工单已重开', en: 'dropped, since the case was opened again' },
};

export const RECTIFICATION_WORDS: Readonly<Record<RectificationState, Bilingual>> = {
  open: { zh: '整改中', en: 'open' },
  done: { zh: '待销号', en: 'done, to be closed' },
  closed: { zh: '已销号', en: 'closed' },
};
