import type { WeatherOverview } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { type CapAlert, writeCap } from '@opentocc/protocols/cap';
import { type Demo, type DemoCity, type DemoOfficer, eachMinute } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';

const SENDER = 'weather@demo-city';
/** Rain at which the weather service of the demo city gives its yellow signal, mm/h. */
const YELLOW_MM_H = 8;
const LASTS_MS = 3 * HOUR_MS;

/** The weather service of the demo city: a yellow signal while its script says that it rains hard, lifted afterwards. */
export function createWeatherDemo(log: Logger): Demo {
  return {
    duty: (city, desk) =>
      eachMinute(desk, log, 'the weather of the demo city was not told', (officer, now_ms) =>
        look(officer, city, now_ms),
      ),
  };
}

async function look(officer: DemoOfficer, { life, shift_ms }: DemoCity, now_ms: number): Promise<void> {
  const { warnings } = await officer.call<WeatherOverview>('GET', '/weather');
  const open = warnings.find(({ sender, state }) => sender === SENDER && state === 'in_force');
  const rains = life.rainAt_mm_h(now_ms + shift_ms) > YELLOW_MM_H;
  if (rains === (open !== undefined)) return;
  const content = writeCap(rainSignal(now_ms, open));
  await officer.call('POST', '/weather/messages', { format: 'cap', content });
}

/** @param open the signal that is lifted; a new one without it */
export function rainSignal(
  now_ms: number,
  open: { readonly identifier: string; readonly issued_ms: number } | undefined,
): CapAlert {
  const sent_ms = Math.floor(now_ms / 1000) * 1000;
  const title = open ? '解除暴雨黄色预警信号' : '发布暴雨黄色预警信号';
  return {
    ...{ identifier: `rain-${sent_ms}`, sender: SENDER, sent_ms, status: 'Actual', scope: 'Public' },
    ...{ msg_type: open ? 'Cancel' : 'Alert', note: '', incidents: '', signed: false },
    references: open ? [{ sender: SENDER, identifier: open.identifier, sent_ms: open.issued_ms }] : [],
    infos: [
      {
        ...{ language: 'zh-CN', categories: ['Met'], event: '暴雨', response_types: [], web: '' },
        ...{ urgency: open ? 'Past' : 'Expected', severity: 'Moderate', certainty: 'Likely' },
        ...{
          event_codes: [],
          parameters: [],
          effective_ms: null,
          onset_ms: null,
          sender_name: '示范城市气象台',
        },
        ...{ expires_ms: sent_ms + LASTS_MS, headline: title, instruction: '' },
        description: '示范城市降雨剧本',
        areas: [{ description: '全市', polygons: [], circles: [], geocodes: [] }],
      },
    ],
  };
}
