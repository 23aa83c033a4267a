import { defineErrors } from '../../kit/errors.ts';

export const perceptionErrors = defineErrors('perception', {
  link_unknown: {
    status: 404,
    zh: '没有编号为 {link} 的路段，请核对编号或刷新地图（路网可能已更新）',
    en: 'There is no link {link}; check the id or reload the map (the network may have changed)',
  },
  no_state_yet: {
    status: 409,
    zh: '首个统计窗口尚未结束，请一分钟后再试',
    en: 'The first window is not complete yet; try again in a minute',
  },
  evidence_busy: {
    status: 503,
    zh: '正在分析其他路段，请稍候再试',
    en: 'Other links are being explained; try again in a moment',
  },
  evidence_too_large: {
    status: 503,
    zh: '近几分钟的定位数据量过大，无法逐条回放；请改用历史查询',
    en: 'The last minutes hold more fixes than can be replayed; use the history instead',
  },
  evidence_too_slow: {
    status: 503,
    zh: '回放定位用时过长，已停止；请稍后再试',
    en: 'The replay took too long and was stopped; try again later',
  },
});
