import { defineErrors } from '../../kit/errors.ts';

export const interchangeErrors = defineErrors('interchange', {
  not_forwarding: {
    status: 409,
    zh: '数据源 {id} 的协议不是 JT/T 809，请新建协议为 JT/T 809 的数据源，再登记其平台',
    en: 'Source {id} does not speak JT/T 809; make a source of that protocol, then register its platform',
  },
  platform_unknown: {
    status: 404,
    zh: '数据源 {id} 没有登记下级平台，请先登记接入码与用户名',
    en: 'Source {id} has no platform registered; register its access code and user first',
  },
  centre_taken: {
    status: 409,
    zh: '接入码 {centre} 已由数据源“{name}”使用，请核对',
    en: 'The access code {centre} belongs to the source “{name}”; check it',
  },
  not_connected: {
    status: 409,
    zh: '数据源 {id} 的平台未登录，无法送达：请先恢复链路',
    en: 'The platform of source {id} is not logged in, nothing can be delivered: bring its link up first',
  },
  vehicle_not_its: {
    status: 409,
    zh: '车牌 {plate} 不在数据源 {id} 的名册中：请核对车牌',
    en: 'The plate {plate} is not in the roster of source {id}: check the plate',
  },
  vehicle_missing: {
    status: 400,
    zh: '查询驾驶员、运单或视频须填写车牌',
    en: 'Name the plate of the vehicle whose driver, waybill or picture you ask for',
  },
  question_missing: {
    status: 400,
    zh: '查岗须填写问题',
    en: 'A post check needs its question',
  },
  too_many_open: {
    status: 409,
    zh: '数据源 {id} 的平台有 {count} 个问题尚未应答：请等待应答或到期',
    en: 'The platform of source {id} has {count} questions that it has not answered: wait for answers, or until their time is over',
  },
  alarm_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的报警',
    en: 'There is no alarm {id}',
  },
  alarm_without_vehicle: {
    status: 409,
    zh: '报警 {id} 没有车牌，无法督办',
    en: 'The alarm {id} names no vehicle and cannot be supervised',
  },
  paper_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的驾驶员或运单记录',
    en: 'There is no record {id} of a driver or a waybill',
  },
  cannot_listen: {
    status: 500,
    zh: '无法在 {host}:{port} 接入平台（{reason}）：请检查地址与权限，1024 以下端口需要特权',
    en: 'Cannot listen for platforms on {host}:{port} ({reason}): check the address and your rights; ports below 1024 need privilege',
  },
  port_in_use: {
    status: 500,
    zh: '平台接入端口 {host}:{port} 已被占用：请关闭占用它的程序，或用 --interchange-port 改用其他端口',
    en: 'The port for platforms {host}:{port} is in use: stop the program that uses it, or choose another with --interchange-port',
  },
});
