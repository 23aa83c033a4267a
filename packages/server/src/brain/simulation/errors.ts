import { defineErrors } from '../../kit/errors.ts';

export const simulationErrors = defineErrors('simulation', {
  no_state: {
    status: 409,
    zh: '路况的第一个统计窗口尚未结束，请约一分钟后再推演',
    en: 'The first window of link states is not over yet; ask again in about a minute',
  },
  unknown_link: {
    status: 422,
    zh: '路网中没有路段 {link}，请在地图上重新选择',
    en: 'The network has no link {link}; choose it on the map again',
  },
  not_for_cars: {
    status: 422,
    zh: '路段 {link} 不通行小汽车，不能推演',
    en: 'Link {link} is closed to cars and cannot be simulated',
  },
  too_many_lanes: {
    status: 422,
    zh: '路段 {link} 只有 {lanes} 条车道，占用车道数不能更多',
    en: 'Link {link} has {lanes} lanes; no more can be taken',
  },
  before_base: {
    status: 422,
    zh: '事件早于推演起点 {minutes} 分钟：只能从起点（现在）之后开始',
    en: 'The incident begins {minutes} min before the base of the study; nothing can begin before it',
  },
  overlapping: {
    status: 422,
    zh: '路段 {link} 上有两个事件的时间重叠，请合并为一个',
    en: 'Two incidents on link {link} overlap in time; make them one',
  },
  cut_off: {
    status: 422,
    zh: '封闭路段 {link} 会把路网切断：上游车辆没有其他路可到下游，请改为占用部分车道或另选路段',
    en: 'Closing link {link} cuts the network in two: there is no other way round it; take fewer lanes or another link',
  },
  too_many_waiting: {
    status: 429,
    zh: '排队的推演已达上限（{most} 项），请稍后再试',
    en: 'As many studies wait as may ({most}); ask again shortly',
    retry_after_s: 30,
  },
});
