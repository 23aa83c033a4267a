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
