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
  after_end: {
    status: 422,
    zh: '第 {minutes} 分钟才开始，而推演只看 {horizon} 分钟：请提前，或延长推演时段',
    en: 'It begins in minute {minutes}, and the study looks ahead {horizon} min: let it begin earlier or look further',
  },
  no_lower_limit: {
    status: 422,
    zh: '路段 {link} 现限速 {limit} km/h，新限速应更低',
    en: 'The limit of link {link} is {limit} km/h; the new one must be lower',
  },
  no_signal: {
    status: 422,
    zh: '路段 {link} 的这一端没有信号灯，请选择有信号的路口',
    en: 'Link {link} has no signal at that end; choose a junction with signals',
  },
  no_change: {
    status: 422,
    zh: '路段 {link} 的信号方案与现状相同，请调整绿灯、起始或周期',
    en: 'The signal plan at link {link} is the present one; change green, begin or cycle',
  },
  no_trips: {
    status: 422,
    zh: '需求没有变化：请给出倍数或增加的车次',
    en: 'Demand does not change: give a factor or added trips',
  },
  trips_nowhere: {
    status: 422,
    zh: '增加的车次没有地点，请在地图上选一条路段',
    en: 'Added trips have no place; choose a link on the map',
  },
  same_ends: {
    status: 422,
    zh: '出行的起点和终点都是路段 {link}，请另选一端',
    en: 'Trips begin and end on link {link}; choose another end',
  },
  closed_origin: {
    status: 422,
    zh: '出行起点路段 {link} 在此期间封闭，车辆无法出发：请改起点或封闭的时间',
    en: 'Link {link}, where trips begin, is closed meanwhile; change the place or the time of the closure',
  },
  unreachable: {
    status: 422,
    zh: '从路段 {from} 没有路可到路段 {to}，请改起终点或减少封闭',
    en: 'No way leads from link {from} to link {to}; change the ends or close less',
  },
  unreachable_end: {
    status: 422,
    zh: '出行终点路段 {link} 在此期间无法到达，请改终点或封闭的时间',
    en: 'Link {link}, where trips end, cannot be reached meanwhile; change the place or the time of the closure',
  },
  no_way_inside: {
    status: 422,
    zh: '推演范围内没有路通往增加的车次的地点，请增大半径或另选路段',
    en: 'Within the area no way leads for the added trips; widen the area or choose another link',
  },
  too_long: {
    status: 500,
    zh: '推演 {minutes} 分钟仍未完成，已中止：请减少方案、时长或半径后重新发起',
    en: 'The study was not over after {minutes} min and was ended; ask for fewer scenarios, a shorter time or a smaller area',
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
