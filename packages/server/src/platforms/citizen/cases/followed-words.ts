import type { Bilingual } from '@opentocc/contract';

const EXTENDED: Bilingual = { zh: '办理时限经批准延长', en: 'An extension was granted' };
const PAUSED: Bilingual = {
  zh: '因需等待有关情况，办理计时经批准暂停',
  en: 'Something has to be waited for; the time does not count until then',
};

/** What happened to a case, as who asked reads it; kinds that are not here are not shown. */
export const STEP_WORDS: Readonly<Record<string, Bilingual>> = {
  received: { zh: '12328 受理了您的诉求', en: '12328 received it' },
  dispatched: { zh: '已转交责任单位办理', en: 'It was passed to the responsible unit' },
  accepted: { zh: '责任单位已签收', en: 'The unit has taken it on' },
  answered: { zh: '已作出答复', en: 'It was answered' },
  rework: { zh: '答复未通过核对，已退回重新办理', en: 'The answer would not do and was sent back' },
  reopened: { zh: '已重新办理', en: 'It was opened again' },
  referred: { zh: '已移送主管单位', en: 'It was passed on to the authority that it is for' },
  withdrawn: { zh: '已撤回', en: 'It was withdrawn' },
  supervision: { zh: '12328 已督促办理', en: '12328 presses for the answer' },
  merged_into: { zh: '与同一事项的其他诉求并案办理', en: 'It is handled with others about the same matter' },
  split: { zh: '恢复单独办理', en: 'It is handled by itself again' },
  closed: { zh: '已办结', en: 'It was closed' },
  'granted extension': EXTENDED,
  'granted pause': PAUSED,
  'clock extended': EXTENDED,
  'clock paused': PAUSED,
  'clock resumed': { zh: '恢复办理计时', en: 'The time counts again' },
};
