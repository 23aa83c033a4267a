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
