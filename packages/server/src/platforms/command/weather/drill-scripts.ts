import type { Bilingual, ResponseLevel, SignalLevel, WeatherDrill } from '@opentocc/contract';
import { proposedBy } from './signals.ts';

/** A step changes the signal, the response, or what runs; what it does not name stays. */
interface Step {
  readonly at: string;
  readonly what: Bilingual;
  readonly signal?: SignalLevel | null;
  readonly response?: ResponseLevel | null;
}

export interface Script {
  readonly key: string;
  readonly name: Bilingual;
  /** What its signal is of, as weather services name it. */
  readonly event: string;
  readonly source: Bilingual;
  readonly dated: string;
  /** True where times between the steps are not on record, so that the script leaves them out. */
  readonly assumed: boolean;
  readonly steps: readonly Step[];
}

/** Storms as the city lived them, in its own time: dated configuration. */
export const SCRIPTS: readonly Script[] = [
  {
    key: 'saola-2023',
    name: { zh: '苏拉 2023', en: 'Saola 2023' },
    ...{ event: '台风', dated: '2026-11-27', assumed: true },
    source: {
      zh: '2023 年 8 月 31 日至 9 月 2 日公开报道的处置时间；黄色之后至解除之间的信号变化未载，脚本不补',
      en: 'Times as reported in public, 31 August to 2 September 2023; changes of the signal between yellow and its lifting are not on record and left out',
    },
    steps: [
      {
        at: '2023-08-31T08:00',
        what: { zh: '信号仍为蓝色，启动Ⅱ级响应', en: 'Response II while the signal is blue' },
        signal: 'blue',
        response: 'II',
      },
      { at: '2023-08-31T18:00', what: { zh: '信号升为黄色', en: 'Signal yellow' }, signal: 'yellow' },
      { at: '2023-09-01T12:00', what: { zh: '启动Ⅰ级响应', en: 'Response I' }, response: 'I' },
      { at: '2023-09-01T16:00', what: { zh: '停工、停业、停市', en: 'Work, shops and markets stop' } },
      { at: '2023-09-01T19:00', what: { zh: '公共交通停运', en: 'Public transport stops' } },
      { at: '2023-09-02T03:30', what: { zh: '台风登陆', en: 'Landfall' } },
      { at: '2023-09-02T14:00', what: { zh: '蓝色信号解除', en: 'The blue signal is lifted' }, signal: null },
    ],
  },
  {
    key: 'ragasa-2025',
    name: { zh: '桦加沙 2025', en: 'Ragasa 2025' },
    ...{ event: '暴雨', dated: '2026-11-27', assumed: true },
    source: {
      zh: '2025 年 9 月 24 日公开报道的时间；此前的台风信号与之后的解除未载，结束演练时一并解除',
      en: 'Times as reported in public, 24 September 2025; the typhoon signals before and the lifting after are not on record: ending the drill lifts what is left',
    },
    steps: [
      {
        at: '2025-09-24T15:50',
        what: { zh: '发布暴雨红色信号', en: 'Red signal for rain' },
        signal: 'red',
      },
      {
        at: '2025-09-24T16:00',
        what: { zh: '地铁恢复运营（红色信号仍在）', en: 'The metro runs again, the red signal in force' },
      },
    ],
  },
];

const cityTime = (at: string): number => Date.parse(`${at}:00+08:00`);

/** A script played: at each step the signal, what it proposes, and what was decided then. Deterministic. */
export function stepsOf({ steps }: Script): WeatherDrill['steps'] {
  let signal: SignalLevel | null = null;
  let response: ResponseLevel | null = null;
  return steps.map((step) => {
    if (step.signal !== undefined) signal = step.signal;
    if (step.response !== undefined) response = step.response;
    return { at_ms: cityTime(step.at), what: step.what, signal, proposed: proposedBy(signal), response };
  });
}

export const playDrills = (): WeatherDrill[] =>
  SCRIPTS.map((script) => {
    const { key, name, source, dated, assumed } = script;
    return { key, name, source, dated, assumed, steps: stepsOf(script) };
  });
