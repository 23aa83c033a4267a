import type { Bilingual } from '@opentocc/contract';
import type { FindingCode } from '@opentocc/core/simulation';
import { defineErrors } from '../kit/errors.ts';

export const simulationErrors = defineErrors('simulate', {
  not_json: {
    status: 400,
    zh: '{file} 不是有效的 JSON（{reason}）',
    en: '{file} is no valid JSON ({reason})',
  },
  not_a_scenario: {
    status: 400,
    zh: '{file} 不符合方案格式，请按 docs/simulation.md 改正：\n{problems}',
    en: '{file} is not written as a scenario; correct it after docs/simulation.md:\n{problems}',
  },
  cannot_run: {
    status: 400,
    zh: '{file} 不能运行，请改正：\n{problems}',
    en: '{file} cannot be run; correct:\n{problems}',
  },
  no_trips: {
    status: 400,
    zh: 'SUMO 路网需要用 --trips 指明出行文件（.rou.xml、.trips.xml 或 CSV）',
    en: 'A SUMO network needs trips: name a file (.rou.xml, .trips.xml or CSV) with --trips',
  },
  damaged_xml: {
    status: 400,
    zh: '{file} 无法读取（{reason}）',
    en: '{file} cannot be read ({reason})',
  },
  no_links: {
    status: 400,
    zh: '{file} 中没有机动车可以行驶的路段',
    en: '{file} holds no road that motor vehicles may drive',
  },
  bad_trips: {
    status: 400,
    zh: '{file} 第 {line} 行：{reason}',
    en: '{file}, line {line}: {reason}',
  },
  trips_columns: {
    status: 400,
    zh: '{file} 的表头需要 depart_s，以及 route 或 from 与 to（路段编号），可选 id；现有列：{found}',
    en: '{file} needs the columns depart_s and either route, or from and to (edge ids), and may have id; it has: {found}',
  },
  no_usable_trips: {
    status: 400,
    zh: '{file} 中没有能在此路网上行驶的出行（{skipped} 条无法使用，首条：{first}）',
    en: '{file} holds no trip that can be driven on this network ({skipped} cannot be used; the first: {first})',
  },
  not_tntp: {
    status: 400,
    zh: '{file} 不是有效的 TNTP 文件（{reason}）',
    en: '{file} is no valid TNTP file ({reason})',
  },
});

/** What may be wrong with a scenario, and what to do about it. */
export const FINDING_TEXTS: Readonly<Record<FindingCode, Bilingual>> = {
  duplicate_id: { zh: '编号 {id} 重复，请改用不同的编号', en: 'id {id} is used twice; give each its own' },
  unknown_node: { zh: '没有节点 {id}，请核对 nodes', en: 'there is no node {id}; check nodes' },
  unknown_link: { zh: '没有路段 {id}，请核对 links', en: 'there is no link {id}; check links' },
  unknown_class: {
    zh: '没有车型 {id}，请在 vehicle_classes 中定义（已有 car、truck、bus）',
    en: 'there is no vehicle class {id}; define it in vehicle_classes (car, truck and bus exist)',
  },
  no_length: {
    zh: '路段 {id} 没有长度：请给出 length_m，或给出两端节点的 x_m 与 y_m',
    en: 'link {id} has no length: give length_m, or x_m and y_m of both nodes',
  },
  not_adjacent: {
    zh: '路段 {from} 与 {to} 不相接，或其间没有转向',
    en: 'link {from} does not lead to {to}, or there is no movement between them',
  },
  contradictory_lane: {
    zh: '路段 {id} 的通行能力、波速与阻塞密度互相矛盾：能力须不超过 u·w·k/(u+w)',
    en: 'capacity, wave speed and jam density of link {id} contradict each other: capacity must not exceed u·w·k/(u+w)',
  },
  no_lanes_left: {
    zh: '路段 {id} 有 {lanes} 条车道，转向专用 {taken} 条，其余转向没有车道：请减少专用车道，或用 pocket_length_m 表示展宽',
    en: 'link {id} has {lanes} lanes, {taken} are taken by movements of their own and none is left for the others: take fewer, or use pocket_length_m for added lanes',
  },
  not_at_signal: {
    zh: '转向 {from} → {to} 不经过信号所在的节点 {node}',
    en: 'movement {from} → {to} does not cross the node {node} of the signal',
  },
  never_green: {
    zh: '节点 {node} 的信号从不放行 {from} → {to}：请加入某个相位，或列入 free_movements',
    en: 'the signal at {node} never serves {from} → {to}: add it to a phase, or to free_movements',
  },
  cycle_too_short: {
    zh: '周期 {cycle_s} 秒短于各相位之和 {phases_s} 秒',
    en: 'the cycle of {cycle_s} s is shorter than its phases together, {phases_s} s',
  },
  too_many_vehicles: {
    zh: '需求有 {vehicles} 辆车，最多 {most} 辆；请减小流量或缩短时段',
    en: 'the demand has {vehicles} vehicles; at most {most} are possible: lower the flow or shorten its time',
  },
  too_many_intervals: {
    zh: '统计时段共 {intervals} 个，最多 {most} 个；请加长 interval_s 或提前 end_s',
    en: 'there are {intervals} intervals; at most {most} are possible: lengthen interval_s or bring end_s forward',
  },
  too_many_phases: {
    zh: '感应信号有 {phases} 个相位，最多 {most} 个',
    en: 'the actuated signal has {phases} phases; at most {most} are possible',
  },
  no_phases: { zh: '信号没有相位', en: 'the signal has no phases' },
  no_route: {
    zh: '路径中 {from} 之后不能接 {to}：两者不相接，或转向被禁止、未列出',
    en: 'in the route {to} cannot follow {from}: they do not meet, or the turn is banned or not listed',
  },
  unreachable: {
    zh: '从 {from} 无法到达 {to}',
    en: 'there is no way from {from} to {to}',
  },
  no_amount: {
    zh: '没有流量：请给出 flow_vph、flow_vps、count、departures_s 或 profile',
    en: 'no amount: give flow_vph, flow_vps, count, departures_s or profile',
  },
  no_ends: {
    zh: '没有起讫点：请给出 route、routes，或 from_node/from_link 与 to_node/to_link',
    en: 'no ends: give route, routes, or from_node/from_link with to_node/to_link',
  },
  bad_interval: {
    zh: '时段 {start_s}–{end_s} 秒无效：结束须晚于开始',
    en: 'the interval {start_s}–{end_s} s is void: its end must come after its start',
  },
  overlapping_closures: {
    zh: '路段 {id} 的封闭与 {other} 的时段重叠：请合并为一项',
    en: 'the closure of link {id} overlaps that of {other}: make them one',
  },
  before_start: {
    zh: '开始于 {start_s} 秒，早于方案起点 {scenario_s} 秒',
    en: 'it begins at {start_s} s, before the scenario does at {scenario_s} s',
  },
  too_many_lanes_closed: {
    zh: '路段 {id} 只有 {lanes} 条车道，不能封闭 {lanes_closed} 条',
    en: 'link {id} has {lanes} lanes; {lanes_closed} cannot be closed',
  },
  no_effect: {
    zh: '路段 {id} 的事件没有影响：请给出 closed、lanes_closed、capacity_share、capacity_vph 或 speed_kmh',
    en: 'the incident on link {id} does nothing: give closed, lanes_closed, capacity_share, capacity_vph or speed_kmh',
  },
  closed_origin: {
    zh: '路段 {id} 在 {start_s}–{end_s} 秒封闭，此间从这里出发的车辆要等到开放',
    en: 'link {id} is closed from {start_s} to {end_s} s; who starts there meanwhile waits until it opens',
  },
  cut_off: {
    zh: '封闭期间从 {from} 无法到达 {to}，车辆会停在封闭处',
    en: 'while closures last there is no way from {from} to {to}; vehicles stand before the closure',
  },
};
