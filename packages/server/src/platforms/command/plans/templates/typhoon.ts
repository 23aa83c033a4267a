import { asks, goes, message, task, written } from './parts.ts';

/** After what was done for 苏拉 in 2023, where responses did not follow the colour: the colour proposes, people decide. */
export const typhoon = written({
  ...{ name: ['台风应急预案', 'Typhoon'], kind: 'typhoon', how: 'approval' },
  source:
    '参照 2023 年台风苏拉的处置过程：8 月 31 日 08:00 二级响应（时为蓝色信号），18:00 黄色，9 月 1 日 12:00 一级响应，16:00 停工停业停市，19:00 停运，9 月 2 日 14:00 解除。任务与时限为假定',
  when: [{ kind: 'warning', warning: 'typhoon', level: 'blue' }],
  phases: [
    {
      ...{ key: 'response-2', name: { zh: '二级响应', en: 'Response II' } },
      tasks: [
        task(
          ...(['outlook', 'weather'] as const),
          ['报送台风影响时间与区域', 'Report when and where the typhoon acts'],
          ['逐小时更新路径、风圈与进入各区的时间', 'Track, wind circles and arrival by district, each hour'],
          { accept_min: 10, due_min: 60 },
        ),
        task(
          ...(['patrol', 'sub-centre'] as const),
          ['排查辖区积水点、高架与跨海桥', 'Look over flood points, viaducts and sea bridges'],
          [
            '查排水泵、限高架、广告牌与在建围挡，列出隐患',
            'Pumps, gantries, signs and hoardings; list hazards',
          ],
          { accept_min: 30, due_min: 360, evidence: 'attachment' },
        ),
        task(
          ...(['crews', 'police'] as const),
          ['备勤并预置清障车辆', 'Stand by and place recovery vehicles'],
          ['跨海桥、下沉隧道两端各一组', 'One crew at each end of sea bridges and sunken tunnels'],
          { accept_min: 15, due_min: 240 },
        ),
      ],
      messages: [
        message(
          ...(['notice', 'sub-centre'] as const),
          ['台风二级响应', 'Typhoon, response II'],
          ['请按任务清单准备，逐小时报送', 'Prepare by your list of tasks; report each hour'],
        ),
      ],
      transitions: [
        asks('response-1', { kind: 'warning', warning: 'typhoon', level: 'orange' }),
        asks(null, { kind: 'warning_over', warning: 'typhoon', level: 'blue' }),
      ],
    },
    {
      ...{ key: 'response-1', name: { zh: '一级响应', en: 'Response I' } },
      tasks: [
        task(
          ...(['notice', 'city-centre'] as const),
          ['发布停工停业停市与停运时间', 'Announce when work, trade and transport stop'],
          ['经信息发布渠道公布，并通知运营单位', 'To the public and to the operators'],
          { accept_min: 10, due_min: 60 },
        ),
        task(
          ...(['buses', 'bus'] as const),
          ['按停运时间收回在途公交', 'Bring buses in by the time of the stop'],
          [
            '末班发出后不再发车，沿途乘客送达',
            'No departures after the last one; take passengers to their stops',
          ],
          { accept_min: 15, due_min: 240 },
        ),
        task(
          ...(['metro', 'metro'] as const),
          ['地面与高架区段限速、停运准备', 'Slow down above ground and prepare to stop'],
          ['大风区段限速，列车回库', 'Limits in the wind; trains to the depots'],
          { accept_min: 15, due_min: 240 },
        ),
      ],
      messages: [],
      transitions: [
        asks('stopped', { kind: 'clock', at: '19:00' }),
        asks('recovery', { kind: 'warning_over', warning: 'typhoon', level: 'yellow' }),
      ],
    },
    {
      ...{ key: 'stopped', name: { zh: '停运', en: 'Transport stopped' } },
      tasks: [
        task(
          ...(['bridges', 'police'] as const),
          ['封闭跨海桥与积水隧道', 'Close sea bridges and flooded tunnels'],
          ['封闭后逐处确认无车滞留', 'Make sure at each that nobody is left inside'],
          { accept_min: 10, due_min: 45 },
        ),
        task(
          ...(['watch', 'sub-centre'] as const),
          ['值守并每小时报告险情', 'Watch and report hazards each hour'],
          ['倒树、积水、滞留人员', 'Fallen trees, flooding, people stranded'],
          { accept_min: 20, due_min: 600 },
        ),
      ],
      messages: [],
      transitions: [asks('recovery', { kind: 'warning_over', warning: 'typhoon', level: 'yellow' })],
    },
    {
      ...{ key: 'recovery', name: { zh: '恢复', en: 'Recovery' } },
      tasks: [
        task(
          ...(['clear', 'sub-centre'] as const),
          ['清障并逐路确认可通行', 'Clear roads and confirm each is passable'],
          ['主干路先行，附现场照片', 'Trunk roads first, with pictures'],
          { accept_min: 20, due_min: 360, evidence: 'attachment' },
        ),
        task(
          ...(['metro-back', 'metro'] as const),
          ['空车压道后恢复轨道运营', 'Run empty trains, then open the metro'],
          [
            '雨情可能再起：恢复前核对当时的暴雨预警',
            'Rain may return: look at the rain warning before you open',
          ],
          { accept_min: 20, due_min: 240 },
        ),
        task(
          ...(['bus-back', 'bus'] as const),
          ['按道路恢复情况分批恢复公交', 'Bring buses back road by road'],
          ['先骨干线路', 'Trunk routes first'],
          { accept_min: 20, due_min: 300 },
        ),
      ],
      messages: [],
      transitions: [goes(null, { kind: 'tasks_done' })],
    },
  ],
});
