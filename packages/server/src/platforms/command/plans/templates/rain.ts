import { asks, goes, message, task, written } from './parts.ts';

/** Heavy rain with the route lists of 2016-10-21: orange stopped 370 bus routes, red 27 more. The routes are the city's to list. */
export const rain = written({
  ...{ name: ['暴雨应急预案', 'Heavy rain'], kind: 'rain', how: 'approval' },
  source:
    '2016-10-21：橙色预警停驶公交 370 条，红色再停 27 条。分级为假定：黄色约 2–3 小时 30–50 毫米，橙色 3 小时 50 毫米，红色 3 小时 100 毫米',
  when: [{ kind: 'warning', warning: 'rainstorm', level: 'yellow' }],
  routes: [
    {
      key: 'stop-orange',
      name: { zh: '橙色停驶线路', en: 'Stopped at orange' },
      level: 'orange',
      routes: [],
      stated: 370,
    },
    {
      key: 'stop-red',
      name: { zh: '红色增停线路', en: 'Stopped besides at red' },
      level: 'red',
      routes: [],
      stated: 27,
    },
  ],
  phases: [
    {
      ...{ key: 'yellow', name: { zh: '黄色防御', en: 'Yellow' } },
      tasks: [
        task(
          ...(['points', 'sub-centre'] as const),
          ['易积水点派人到位', 'Send people to flood-prone places'],
          ['下沉隧道、涵洞、低洼路口，备抽排与警示', 'Underpasses and low junctions, with pumps and signs'],
          { accept_min: 15, due_min: 60 },
        ),
      ],
      messages: [],
      transitions: [
        asks('orange', { kind: 'warning', warning: 'rainstorm', level: 'orange' }),
        asks(null, { kind: 'warning_over', warning: 'rainstorm', level: 'yellow' }),
      ],
    },
    {
      ...{ key: 'orange', name: { zh: '橙色停驶', en: 'Orange' } },
      tasks: [
        task(
          ...(['stop-buses', 'bus'] as const),
          ['按清单停驶公交线路', 'Stop the bus routes of the list'],
          ['在途车辆就近安全站点下客后停驶', 'Let passengers off at the nearest safe stop'],
          { accept_min: 10, due_min: 60, routes: 'stop-orange' },
        ),
        task(
          ...(['close', 'police'] as const),
          ['积水隧道封闭与绕行', 'Close flooded tunnels and lead traffic round'],
          ['水深超过 27 厘米的路段封闭', 'Close where the water is deeper than 27 cm'],
          { accept_min: 10, due_min: 30 },
        ),
      ],
      messages: [
        message(
          ...(['stop', 'bus'] as const),
          ['暴雨橙色：公交停驶', 'Orange rain: bus routes stop'],
          [
            '请立即按橙色清单停驶，完成后在平台办结',
            'Stop the routes of the orange list and say when it is done',
          ],
        ),
      ],
      transitions: [
        asks('red', { kind: 'warning', warning: 'rainstorm', level: 'red' }),
        asks('recovery', { kind: 'warning_over', warning: 'rainstorm', level: 'orange' }),
      ],
    },
    {
      ...{ key: 'red', name: { zh: '红色停驶', en: 'Red' } },
      tasks: [
        task(
          ...(['stop-more', 'bus'] as const),
          ['按清单增停公交线路', 'Stop the further routes of the list'],
          ['橙色清单继续停驶，红色清单增停', 'The orange list stays stopped, the red one is added'],
          { accept_min: 10, due_min: 45, routes: 'stop-red' },
        ),
        task(
          ...(['metro', 'metro'] as const),
          ['地铁口防倒灌，必要时甩站', 'Keep water out of stations; pass through where needed'],
          ['挡水板到位并报告受影响车站', 'Put barriers up and report the stations'],
          { accept_min: 10, due_min: 30 },
        ),
      ],
      messages: [],
      transitions: [asks('recovery', { kind: 'warning_over', warning: 'rainstorm', level: 'orange' })],
    },
    {
      ...{ key: 'recovery', name: { zh: '恢复', en: 'Recovery' } },
      tasks: [
        task(
          ...(['back', 'bus'] as const),
          ['确认道路后恢复线路', 'Bring routes back once their roads are clear'],
          ['逐条确认无积水', 'Confirm each route free of water'],
          { accept_min: 20, due_min: 180 },
        ),
      ],
      messages: [],
      transitions: [goes(null, { kind: 'tasks_done' })],
    },
  ],
});
