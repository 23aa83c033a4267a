import { defineErrors } from '../../../kit/errors.ts';

export const tripErrors = defineErrors('trips', {
  unknown: { status: 404, zh: '没有编号为 {id} 的车次', en: 'There is no trip {id}' },
  no_firm: {
    status: 422,
    zh: '您的账号不代表某一家企业，不能申报：请用企业的账号',
    en: 'Your account speaks for no single firm and cannot declare: use an account of the firm',
  },
  unknown_truck: {
    status: 422,
    zh: '车辆 {id} 没有备案，或不属于贵企业：请先备案，或从列表中选择',
    en: 'Truck {id} is not on file, or is not your firm’s: file it first, or choose one of the list',
  },
  unknown_driver: {
    status: 422,
    zh: '司机 {id} 没有备案，或不属于贵企业：请先备案，或从列表中选择',
    en: 'Driver {id} is not on file, or is not your firm’s: file them first, or choose one of the list',
  },
  truck_state: {
    status: 422,
    zh: '车辆 {plate} 现在不能通行（{state}）{reason}：请在备案中处理后再申报',
    en: 'Truck {plate} may not drive now ({state}) {reason}: see to it in the filing first',
  },
  driver_state: {
    status: 422,
    zh: '司机 {name} 现在不能出车（{state}）{reason}：请在备案中处理后再申报',
    en: 'Driver {name} may not drive now ({state}) {reason}: see to it in the filing first',
  },
  drivers_twice: {
    status: 422,
    zh: '同一司机选了两次：请删去一个',
    en: 'One driver is chosen twice: leave one out',
  },
  unknown_place: {
    status: 422,
    zh: '没有备案的{kind}“{code}”：请从列表中选择',
    en: 'No {kind} “{code}” is on file: choose one of the list',
  },
  unknown_route: {
    status: 422,
    zh: '没有备案的路线“{code}”：请从列表中选择',
    en: 'No route “{code}” is on file: choose one of the list',
  },
  past: {
    status: 422,
    zh: '{at} 已经过去（现在 {now}）：请选择以后的时段',
    en: '{at} has passed (it is {now}): choose a later slot',
  },
  ahead: {
    status: 422,
    zh: '{at} 太远：最早可提前 {days} 天预约',
    en: '{at} is too far ahead: slots open {days} days before',
  },
  order: {
    status: 422,
    zh: '过境须按时间先后填写，方向交替，首次过境方向与车次一致：请改正',
    en: 'Crossings stand in order of time, directions alternate, and the first is that of the trip: correct them',
  },
  stop_times: {
    status: 422,
    zh: '停留“{code}”的离开时间须晚于到达时间，且全程不超过 {days} 天：请改正',
    en: 'The stop “{code}” ends before it begins, or the trip takes more than {days} days: correct it',
  },
  truck_busy: {
    status: 409,
    zh: '车辆 {plate} 在 {from} 至 {to} 已有车次 {other}：一辆车不能同时在两处，请改时间或换车',
    en: 'Truck {plate} is on trip {other} from {from} to {to}: it cannot be in two places, choose another time or truck',
  },
  driver_busy: {
    status: 409,
    zh: '司机 {name} 在 {from} 至 {to} 已有车次 {other}：一人不能同时在两处，请改时间或换人',
    en: 'Driver {name} is on trip {other} from {from} to {to}: nobody is in two places, choose another time or driver',
  },
  hazmat_goods: {
    status: 422,
    zh: '危险品车须填写 UN 编号和危货运单号',
    en: 'A truck of dangerous goods needs the UN number and the number of its slip',
  },
  slip_used: {
    status: 409,
    zh: '危货运单 {slip} 已用于车次 {other}：一车一次一单，请换新单',
    en: 'Slip {slip} was used by trip {other}: one vehicle, one trip, one slip; take a new one',
  },
  slot_closed: {
    status: 409,
    zh: '{slot} 不能预约：{why}',
    en: '{slot} cannot be booked: {why_en}',
  },
  slot_full: {
    status: 409,
    zh: '{slot} 已约满（{booked}/{places}）{next}',
    en: '{slot} is full ({booked} of {places}) {next_en}',
  },
  slot_firm: {
    status: 409,
    zh: '贵企业在 {slot} 已达上限 {of_firm} 个：请选其他时段，或取消一个；开始前一小时放开上限',
    en: 'Your firm has its share of {slot} ({of_firm}): choose another slot or call one off; the limit ends an hour before',
  },
  slot_line: {
    status: 409,
    zh: '{slot} 候补名单已满（{waiting}）{next}',
    en: 'The waiting list of {slot} is full ({waiting}) {next_en}',
  },
  changed: {
    status: 409,
    zh: '车次 {id} 刚被更改（现为第 {now} 版，您看到的是第 {seen} 版），没有保存，请刷新后再操作',
    en: 'Trip {id} was changed just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  fixed: {
    status: 409,
    zh: '车次 {id} {state}，不能再更改或取消',
    en: 'Trip {id} is {state_en}; it cannot be changed or called off any more',
  },
  refused_change: {
    status: 422,
    zh: '这样更改后不能通行：{why}',
    en: 'Changed so, it may not go: {why_en}',
  },
  no_permit: {
    status: 404,
    zh: '车次 {id} 没有通行凭证（{state}）',
    en: 'Trip {id} has no permit ({state})',
  },
  capacity_changed: {
    status: 409,
    zh: '这条容量刚有新版本，请刷新后再改',
    en: 'This capacity has a newer version; look again first',
  },
  capacity_past: {
    status: 422,
    zh: '容量须从以后的整点起生效：已过的时段不改',
    en: 'A capacity begins with an hour to come: slots that are over keep theirs',
  },
  capacity_source: {
    status: 422,
    zh: '请写明容量的来源',
    en: 'Say where the capacity comes from',
  },
  not_saved: {
    status: 503,
    zh: '没有保存（数据库暂时不可用），请用同一页面重试，不会重复申报',
    en: 'Nothing was saved (the database is not available); try again from the same page, it is not declared twice',
  },
  link: {
    status: 404,
    zh: '链接无效或已过期：请向企业索取新的链接',
    en: 'This link is not valid or has expired: ask your firm for a new one',
  },
});
