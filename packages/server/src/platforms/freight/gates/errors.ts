import { defineErrors } from '../../../kit/errors.ts';

export const gatesErrors = defineErrors('gates', {
  unknown_site: { status: 404, zh: '没有编号为 {code} 的场站', en: 'There is no site {code}' },
  unknown_gate: { status: 404, zh: '没有编号为 {code} 的道闸', en: 'There is no gate {code}' },
  unknown_lock: {
    status: 404,
    zh: '没有编号为 {code} 的互锁组：登记道闸时写明它',
    en: 'There is no lock {code}: name it when you register a gate',
  },
  unknown_camera: { status: 404, zh: '没有编号为 {code} 的相机', en: 'There is no camera {code}' },
  unknown_read: { status: 404, zh: '没有编号为 {id} 的抓拍', en: 'There is no plate read {id}' },
  unknown_picture: {
    status: 404,
    zh: '没有这张图片，或已超过保存期限（{days} 天）',
    en: 'There is no such picture, or it is older than {days} days',
  },
  changed: {
    status: 409,
    zh: '{what}刚被更改（现为第 {now} 版，您看到的是第 {seen} 版），没有保存，请刷新后再操作',
    en: '{what} was changed just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  retired: { status: 409, zh: '道闸 {code} 已停用', en: 'Gate {code} is retired' },
  decided: {
    status: 409,
    zh: '这辆车已经处理过（{state}），不能再改判',
    en: 'This truck was decided already ({state})',
  },
  out_of_service: {
    status: 409,
    zh: '道闸 {code} 停止服务（{reason}）：请现场确认安全后先恢复服务，或用控制器旁的按钮',
    en: 'Gate {code} is out of service ({reason}): look at it and put it back first, or use the button at its side',
  },
  interlock: {
    status: 409,
    zh: '同组的道闸 {other} 不是“已关”，互锁不允许打开 {code}；请先关闭它',
    en: 'Gate {other} of the same lock is not closed, so {code} may not open; close that one first',
  },
  loop_occupied: {
    status: 409,
    zh: '道闸 {code} 下方有车，不能关闭；车辆驶离后再关',
    en: 'Something stands under gate {code}; close it once that has left',
  },
  loop_unknown: {
    status: 409,
    zh: '道闸 {code} 的地感状态不明，不能远程关闭；请现场关闭',
    en: 'The loop of gate {code} is not heard; it is closed at its side alone',
  },
  no_controller: {
    status: 409,
    zh: '道闸 {code} 的控制器没有连接，命令送不到；请现场开闸并补记原因',
    en: 'The controller of gate {code} is not connected; open it at its side and write down why',
  },
  list_past: {
    status: 422,
    zh: '名单中的 {plate} 有效期已过，请改为今后的日期或删除该行',
    en: '{plate} on the list has run out; set a later date or leave it out',
  },
  span: {
    status: 422,
    zh: '时段无效：起止须先后有序，最长 {days} 天',
    en: 'The interval is not valid: it must end after it begins and span {days} days at most',
  },
  camera_sign_in: {
    status: 401,
    zh: '相机认证失败：请核对用户名（相机编号）与密钥；来源地址须与登记一致',
    en: 'The camera could not be authenticated: check user (its code), secret, and the address that it is bound to',
  },
  camera_locked: {
    status: 429,
    retry_after_s: 1800,
    zh: '该地址认证失败次数过多，已锁定 {minutes} 分钟',
    en: 'Too many wrong secrets from this address; it is locked out for {minutes} minutes',
  },
  camera_fault: {
    status: 400,
    zh: '相机报文无法读取（{says}）：请核对相机型号与上传协议',
    en: 'The message of the camera cannot be read ({says}): check its model and protocol',
  },
  camera_busy: {
    status: 429,
    retry_after_s: 5,
    zh: '相机发送过快，已限速；请检查触发设置',
    en: 'The camera sends too fast; check what triggers it',
  },
  controller_sign_in: {
    status: 401,
    zh: '控制器密钥不对：请在“场站与道闸”中重新生成并写入控制器',
    en: 'The secret of the controller is wrong: make a new one on the page of gates and set it there',
  },
  controller_gap: {
    status: 409,
    zh: '控制器事件不连续：已收到第 {taken} 条，接着来的是第 {next} 条；请从第 {taken} 条之后重发',
    en: 'Events of the controller have a gap: {taken} was the last, {next} came; send again from there',
  },
  foreign_gate: {
    status: 422,
    zh: '道闸 {gate} 不属于互锁组 {code}',
    en: 'Gate {gate} does not belong to the lock {code}',
  },
});
