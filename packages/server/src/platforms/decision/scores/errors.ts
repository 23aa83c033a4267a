import { defineErrors } from '../../../kit/errors.ts';

export const scoresErrors = defineErrors('scores', {
  unknown_study: {
    status: 404,
    zh: '没有编号为 {id} 的推演，可能已过保存期限',
    en: 'There is no study {id}; it may be older than studies are stored',
  },
  ended: {
    status: 409,
    zh: '推演未能完成或已取消，没有可评分的结果，请重新发起推演',
    en: 'The study failed or was cancelled and has no result to be scored; run it again',
  },
  no_incident: {
    status: 409,
    zh: '这项推演没有事件，不能确认“正在发生”；只有事件的推演才评分',
    en: 'This study has no incident that could be happening; only studies of incidents are scored',
  },
  not_begun: {
    status: 409,
    zh: '推演中的事件在起点之后 {minutes} 分钟才开始，不是正在发生的事件；只有正在发生的事件才评分',
    en: 'The incident of this study begins {minutes} min after its base; only what is happening now is scored',
  },
  too_late: {
    status: 409,
    zh: '只能在推演起点后 {minutes} 分钟内确认事件正在发生，以免事后挑选好的结果；请以当前路况重新发起推演',
    en: 'That an incident is happening can be said up to {minutes} min after the base, so that nobody picks good results later; run the study again from the roads of now',
  },
  confirmed: {
    status: 409,
    zh: '这项推演已经确认过，不能重复确认',
    en: 'This study was confirmed before and cannot be confirmed again',
  },
  not_confirmed: {
    status: 409,
    zh: '这项推演没有确认过，无需撤回',
    en: 'This study was not confirmed; there is nothing to take back',
  },
  closed: {
    status: 409,
    zh: '预测的时段已过，不能再撤回：好坏结果都要保留',
    en: 'The predicted hour is over and nothing can be taken back: good and bad results both stay',
  },
});
