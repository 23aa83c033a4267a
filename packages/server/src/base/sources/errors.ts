import { defineErrors } from '../../kit/errors.ts';

export const sourceErrors = defineErrors('sources', {
  source_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的数据源，请在数据源页面核对',
    en: 'There is no source {id}; check it on the sources page',
  },
  source_fixed: {
    status: 409,
    zh: '“未知来源”由系统保留，不能修改',
    en: 'The source of unknown senders belongs to the system and cannot be changed',
  },
  source_taken: {
    status: 409,
    zh: '代码 {code} 已有数据源使用，请换一个代码，或修改已有的数据源',
    en: 'The code {code} belongs to a source already; choose another, or edit that source',
  },
  source_retired: {
    status: 409,
    zh: '数据源“{name}”已停用，请先恢复它，或选择其他数据源',
    en: 'The source “{name}” is retired; take it back into service first, or choose another',
  },
  roster_unreadable: {
    status: 400,
    zh: '名册无法读取（{reason}）：请用 CSV 或 XLSX 保存后重试，不支持旧的 .xls',
    en: 'The roster cannot be read ({reason}): save it as CSV or XLSX and try again; the old .xls is not supported',
  },
  roster_empty: {
    status: 400,
    zh: '名册中没有车辆：第一行为列名，其后每行一辆车',
    en: 'The roster names no vehicle: its first row holds the headings, each further row a vehicle',
  },
  roster_too_long: {
    status: 413,
    zh: '名册过大，上限 {limit} 行，请分成几份导入',
    en: 'The roster is too large; the limit is {limit} rows, import it in parts',
  },
  roster_columns: {
    status: 400,
    zh: '名册第一行缺少列：{missing}（必须有“终端号”和“车牌”）；现有：{found}',
    en: 'The first row of the roster lacks: {missing} (it needs phone and plate); it has: {found}',
  },
  terminal_not_registered: {
    status: 404,
    zh: '没有手机号为 {phone} 的已登记终端，请核对号码',
    en: 'No terminal with phone {phone} is registered; check the number',
  },
  mismatch_unknown: {
    status: 404,
    zh: '终端 {phone} 没有待处理的登记不符，可能已被他人处理，请刷新列表',
    en: 'Terminal {phone} has no mismatch to decide; somebody may have decided it, reload the list',
  },
  plate_held: {
    status: 409,
    zh: '该车牌已由终端 {phone} 使用：如终端确已换到那辆车上，请选“换车”',
    en: 'That plate belongs to terminal {phone}: choose “moved” if this terminal is in that vehicle now',
  },
  plate_unchanged: {
    status: 409,
    zh: '终端 {phone} 的车牌没有变化，不是换车，请选“接受”',
    en: 'Terminal {phone} says the same plate, so it was not moved; choose “accept”',
  },
  decision_unknown: {
    status: 404,
    zh: '没有这条处理记录，请刷新列表',
    en: 'There is no such decision; reload the list',
  },
  decision_undone: {
    status: 409,
    zh: '这条处理已经撤销过',
    en: 'This decision has been undone already',
  },
  decision_overtaken: {
    status: 409,
    zh: '这条处理之后，其终端或车牌又有新的变动，不能撤销：请先撤销较新的处理，或直接改正',
    en: 'Its terminals or plates were changed since, so it cannot be undone: undo the later decision first, or correct them directly',
  },
  terminal_unknown: {
    status: 404,
    zh: '没有手机号为 {phone} 的待审终端，可能已被他人审批，请刷新列表',
    en: 'No terminal with phone {phone} waits for approval; it may have been decided already, reload the list',
  },
  vehicle_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的车辆，请核对编号',
    en: 'There is no vehicle {id}; check its id',
  },
  vehicle_offline: {
    status: 409,
    zh: '车辆 {id} 不在线，指令未下发，请待其上线后重试',
    en: 'Vehicle {id} is offline and the command was not sent; try again when it is online',
  },
  vehicle_gone: {
    status: 504,
    zh: '指令已下发到车辆 {id}，但终端未应答即断开连接，请待其上线后核实，再决定是否重发',
    en: 'The command was delivered to vehicle {id}, unacknowledged: its connection ended before the answer; check when it is online, before sending again',
  },
  text_outside_gbk: {
    status: 400,
    zh: '终端只能显示 GBK 字符，“{characters}”无法显示，请改写后再下发',
    en: 'Terminals show GBK characters only and cannot show “{characters}”; write the text without and send it again',
  },
  vehicle_silent: {
    status: 504,
    zh: '车辆 {id} 在 {seconds} 秒内没有应答，指令可能已送达，请核实后再重发',
    en: 'Vehicle {id} did not answer within {seconds} s; the command may have arrived, check before sending again',
  },
  port_in_use: {
    status: 500,
    zh: '终端接入端口 {host}:{port} 已被占用：请关闭占用它的程序，或用 --gateway-port 改用其他端口',
    en: 'The port for terminals {host}:{port} is in use: stop the program that uses it, or choose another with --gateway-port',
  },
  cannot_listen: {
    status: 500,
    zh: '无法在 {host}:{port} 接入终端（{reason}）：请检查地址与权限，1024 以下端口需要特权',
    en: 'Cannot listen for terminals on {host}:{port} ({reason}): check the address and your rights; ports below 1024 need privilege',
  },
});
