/** What screens say of the wall, in Chinese. */
export const zh = {
  fleet: '在线车辆',
  fixes: '每秒定位',
  lost: '连接中断 {{age}}，正在自动重连',
  stale: '路况数据已滞后 {{age}}',
  sign_in: '大屏尚未登录。请在本机打开控制台登录一次，大屏会自动恢复。',
  open_console: '打开控制台',
  sources_ok: '数据源正常',
};
