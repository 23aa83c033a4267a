/** What screens say of vehicles, in Chinese. */
export const zh = {
  title: '车辆',
  online: '在线',
  offline: '离线',
  at_time: '回放时刻',
  no_fix_then: '前一分钟内没有定位',
  never: '暂无可用位置',
  ago: '{{age}} 前',
  protocol: '协议',
  trace: '近 1 小时轨迹',
  trace_shown: '{{number}} 个定位点',
  truncated: '轨迹过长，只显示一部分',
  left_out: '部分历史文件损坏，轨迹不完整（请管理员运行 tocc history repair）',
  no_trace: '此时段没有轨迹',
  not_permitted: '轨迹仅对具有全市轨迹权限的人员开放',
};
