import { defineErrors } from '../errors.ts';

export const clockErrors = defineErrors('clocks', {
  earlier: {
    status: 409,
    zh: '计时事件不能早于上一次事件，请刷新后重试',
    en: 'This lies before the last event of the clock; reload and try again',
  },
  ended: { status: 409, zh: '计时已结束，请先重新打开', en: 'The clock is ended; open it again first' },
  not_ended: {
    status: 409,
    zh: '计时尚未结束，不能重新打开',
    en: 'The clock is not ended; it cannot be opened again',
  },
  not_pausable: { status: 409, zh: '“{rule}”不允许暂停', en: '“{rule}” may not be paused' },
  paused: { status: 409, zh: '计时已经暂停', en: 'The clock is paused already' },
  not_paused: { status: 409, zh: '计时没有暂停', en: 'The clock is not paused' },
  overdue: {
    status: 409,
    zh: '已经超过期限，不能再暂停或延期',
    en: 'It is past its due time; it can be neither paused nor extended',
  },
  extended: { status: 409, zh: '只能延期一次，已经延过', en: 'It may be extended once, and was' },
  no_extension: { status: 409, zh: '“{rule}”不允许延期', en: '“{rule}” may not be extended' },
  extension_length: {
    status: 422,
    zh: '延期须大于 0 且不超过{most}',
    en: 'An extension must be more than 0 and at most {most}',
  },
});
