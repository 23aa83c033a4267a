import type { Bilingual, WarningLevel, WarningNotice, WarningPolicyEntry } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';

type Channel = WarningNotice['channel'];

/** Times of one level. */
interface LevelPolicy {
  /** Unanswered for so long, the next person of the roster is asked; null asks nobody further. */
  readonly answer_within_ms: number | null;
  /** After everybody was asked, the round begins again, said to be a reminder. */
  readonly remind_after_ms: number | null;
  /** How long an acknowledgement holds unless said otherwise, and at most. */
  readonly acknowledged_ms: number;
  readonly most_acknowledged_ms: number;
  readonly channels: readonly Channel[];
}

export interface WarningPolicy {
  readonly valid_from: string;
  readonly levels: Readonly<Record<WarningLevel, LevelPolicy>>;
  /** Longest silence. */
  readonly most_silence_ms: number;
  /** A silence that matched nothing for so long is offered to be ended, or ends where it was asked to. */
  readonly idle_ms: number;
  /** What comes again so soon after its end is the same warning. */
  readonly reopen_ms: number;
  /** Reopened so often, a warning flaps: it is held open for so long after it last burned. */
  readonly flaps: number;
  readonly hold_ms: number;
}

const minutes = (n: number) => n * MINUTE_MS;

/** Assumed on 2026-11-27: no rule of the city states them; the emergency response clock of 30 min bounds the red ones. */
export const WARNING_POLICY: WarningPolicy = {
  valid_from: '2026-11-27',
  levels: {
    red: {
      ...{ answer_within_ms: minutes(3), remind_after_ms: minutes(10) },
      ...{ acknowledged_ms: minutes(30), most_acknowledged_ms: minutes(120) },
      channels: ['screen', 'email', 'sms'],
    },
    orange: {
      ...{ answer_within_ms: minutes(5), remind_after_ms: minutes(20) },
      ...{ acknowledged_ms: minutes(60), most_acknowledged_ms: minutes(240) },
      channels: ['screen', 'email'],
    },
    yellow: {
      ...{ answer_within_ms: minutes(15), remind_after_ms: minutes(60) },
      ...{ acknowledged_ms: minutes(120), most_acknowledged_ms: minutes(480) },
      channels: ['screen'],
    },
    blue: {
      ...{ answer_within_ms: null, remind_after_ms: null },
      ...{ acknowledged_ms: minutes(240), most_acknowledged_ms: minutes(1440) },
      channels: ['screen'],
    },
  },
  most_silence_ms: 24 * HOUR_MS,
  idle_ms: minutes(30),
  reopen_ms: minutes(10),
  flaps: 3,
  hold_ms: minutes(15),
};

const LEVEL_NAMES: Record<WarningLevel, readonly [string, string]> = {
  red: ['红色', 'red'],
  orange: ['橙色', 'orange'],
  yellow: ['黄色', 'yellow'],
  blue: ['蓝色', 'blue'],
};

const CHANNEL_NAMES: Record<Channel, Bilingual> = {
  screen: { zh: '屏幕', en: 'screen' },
  email: { zh: '邮件', en: 'e-mail' },
  sms: { zh: '短信', en: 'SMS' },
  webhook: { zh: '网络回调', en: 'webhook' },
};

const channelNames = (channels: readonly Channel[]): Bilingual => ({
  zh: channels.map((one) => CHANNEL_NAMES[one].zh).join('、'),
  en: channels.map((one) => CHANNEL_NAMES[one].en).join(', '),
});

/** The policy as screens show it, each line with its source. */
export function describePolicy(policy: WarningPolicy): WarningPolicyEntry[] {
  const entry = (zh: string, en: string, value: string | Bilingual): WarningPolicyEntry => ({
    name: { zh, en },
    value: typeof value === 'string' ? { zh: value, en: value } : value,
    source: { zh: '研发假定，待指挥中心确认', en: 'Assumed by the makers; the centre is to confirm it' },
    valid_from: policy.valid_from,
    assumed: true,
  });
  const span = (ms: number | null) => (ms === null ? '—' : `${ms / MINUTE_MS} min`);
  const levels = (['red', 'orange', 'yellow', 'blue'] as const).flatMap((level) => {
    const { answer_within_ms, remind_after_ms, acknowledged_ms, most_acknowledged_ms, channels } =
      policy.levels[level];
    const [zh, en] = LEVEL_NAMES[level];
    return [
      entry(
        `${zh}：无人应答多久通知下一人`,
        `${en}: unanswered until the next person`,
        span(answer_within_ms),
      ),
      entry(`${zh}：一轮无人应答后多久再提醒`, `${en}: until everybody is reminded`, span(remind_after_ms)),
      entry(
        `${zh}：确认有效期（默认／最长）`,
        `${en}: an acknowledgement holds (default / most)`,
        `${span(acknowledged_ms)} / ${span(most_acknowledged_ms)}`,
      ),
      entry(`${zh}：通知渠道`, `${en}: channels`, channelNames(channels)),
    ];
  });
  return [
    ...levels,
    entry('静默最长', 'Longest silence', `${policy.most_silence_ms / HOUR_MS} h`),
    entry(
      '静默空置多久后建议结束',
      'A silence that hides nothing is offered to be ended after',
      span(policy.idle_ms),
    ),
    entry('结束后多久内再现算同一条', 'What comes again within is the same warning', span(policy.reopen_ms)),
    entry(
      '反复多少次视为抖动、保持多久',
      'Flapping: reopened so often, held open for',
      `${policy.flaps} / ${span(policy.hold_ms)}`,
    ),
  ];
}
