import { asks, goes, task, written } from './parts.ts';

/** A trunk road that is cut for long: reportable from 12 hours on in some provinces. */
export const roadCut = written({
  ...{ name: ['干线公路中断预案', 'Trunk road cut'], kind: 'road_cut', how: 'approval' },
  source: '部分省份将干线公路中断 12 小时以上列为须报告事件（单一来源，待核）',
  when: [{ kind: 'situation', situation: 'closure', lasts_min: 720 }],
  phases: [
    {
      ...{ key: 'detour', name: { zh: '绕行与抢通', en: 'Detour and clearance' } },
      tasks: [
        task(
          ...(['report', 'city-centre'] as const),
          ['首报上级并说明预计恢复时间', 'First report upwards, with the expected end'],
          [
            '首报不超过 2 小时（单位限，假定），部级 4 小时内',
            'Within 2 h (own limit, assumed); to the ministry within 4 h',
          ],
          { accept_min: 10, due_min: 120 },
        ),
        task(
          ...(['detour', 'police'] as const),
          ['组织绕行并在上游分流', 'Lead traffic round, from upstream on'],
          ['用推演核对绕行道路余量', 'Check the spare room of the way round by a study'],
          { accept_min: 10, due_min: 60 },
        ),
        task(
          ...(['repair', 'sub-centre'] as const),
          ['现场抢通，报进度', 'Clear the road and report progress'],
          ['每 2 小时续报', 'Report every 2 h'],
          { accept_min: 20, due_min: 720, evidence: 'attachment' },
        ),
      ],
      messages: [],
      transitions: [asks('open', { kind: 'tasks_done' })],
    },
    {
      ...{ key: 'open', name: { zh: '恢复通行', en: 'Opening' } },
      tasks: [
        task(
          ...(['final', 'city-centre'] as const),
          ['终报', 'Final report'],
          ['附处置时间线', 'With the timeline'],
          { accept_min: 30, due_min: 240, evidence: 'attachment' },
        ),
      ],
      messages: [],
      transitions: [goes(null, { kind: 'tasks_done' })],
    },
  ],
});

/** A metro line that stands still: reportable from 30 minutes on in some provinces. */
export const metroStop = written({
  ...{ name: ['轨道停运公交接驳预案', 'Metro stop: bus bridging'], kind: 'metro_stop', how: 'approval' },
  source:
    '部分省份将轨道停运 30 分钟以上列为须报告事件（单一来源，待核）。平台尚未接入轨道运行数据，由人申请启动',
  when: [],
  phases: [
    {
      ...{ key: 'bridge', name: { zh: '公交接驳', en: 'Bus bridging' } },
      tasks: [
        task(
          ...(['state', 'metro'] as const),
          ['报停运区间、原因、预计恢复', 'Report section, cause and expected end'],
          ['每 15 分钟更新', 'Every 15 min'],
          { accept_min: 5, due_min: 15 },
        ),
        task(
          ...(['buses', 'bus'] as const),
          ['组织接驳公交到停运区间各站', 'Send bridging buses to the stations of the section'],
          ['站外设引导，首班 30 分钟内到', 'Guides outside; the first bus within 30 min'],
          { accept_min: 5, due_min: 30 },
        ),
        task(
          ...(['order', 'police'] as const),
          ['站外秩序与接驳车道', 'Order outside the stations, a lane for the buses'],
          ['大客流车站优先', 'Crowded stations first'],
          { accept_min: 10, due_min: 30 },
        ),
      ],
      messages: [],
      transitions: [asks('back', { kind: 'tasks_done' }), asks('back', { kind: 'approval' })].map(
        (one, i) => ({ ...one, key: i === 0 ? 'to-back' : 'by-word' }),
      ),
    },
    {
      ...{ key: 'back', name: { zh: '恢复运营', en: 'Running again' } },
      tasks: [
        task(
          ...(['end-buses', 'bus'] as const),
          ['接驳公交清站后撤回', 'Withdraw bridging buses once stations are clear'],
          ['确认无滞留乘客', 'Nobody is left waiting'],
          { accept_min: 10, due_min: 60 },
        ),
      ],
      messages: [],
      transitions: [goes(null, { kind: 'tasks_done' })],
    },
  ],
});

/** A crowd at a hub, by the roads around it. */
export const crowd = written({
  ...{ name: ['枢纽大客流预案', 'Crowd at a hub'], kind: 'crowd', how: 'hand' },
  source: '任务与时限为假定，由枢纽管理单位核定',
  when: [{ kind: 'situation', situation: 'crowding', lasts_min: 15 }],
  phases: [
    {
      ...{ key: 'relieve', name: { zh: '疏运', en: 'Relief' } },
      tasks: [
        task(
          ...(['taxis', 'city-centre'] as const),
          ['发布枢纽候车信息，引导出租与网约车', 'Tell taxis and hailed cars that people wait'],
          ['经信息发布渠道', 'By the channels for drivers'],
          { accept_min: 5, due_min: 20 },
        ),
        task(
          ...(['buses', 'bus'] as const),
          ['增发枢纽公交', 'Send more buses to the hub'],
          ['先夜班与骨干线路', 'Night and trunk routes first'],
          { accept_min: 10, due_min: 45 },
        ),
        task(
          ...(['roads', 'police'] as const),
          ['进站道路分流、腾空落客区', 'Divert the access roads, keep the drop-off clear'],
          ['落客区停留不超过 3 分钟（假定）', 'No stop longer than 3 min (assumed)'],
          { accept_min: 10, due_min: 30 },
        ),
      ],
      messages: [],
      transitions: [goes(null, { kind: 'tasks_done' }), goes('more', { kind: 'hold', min: 60 })],
    },
    {
      ...{ key: 'more', name: { zh: '加强疏运', en: 'More relief' } },
      tasks: [
        task(
          ...(['metro', 'metro'] as const),
          ['延长轨道运营、加开班次', 'Run the metro longer and more often'],
          ['与枢纽到达时刻衔接', 'To fit the arrivals of the hub'],
          { accept_min: 10, due_min: 60 },
        ),
      ],
      messages: [],
      transitions: [goes(null, { kind: 'tasks_done' })],
    },
  ],
});
