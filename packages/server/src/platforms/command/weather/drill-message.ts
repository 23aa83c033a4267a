import type { SignalLevel } from '@opentocc/contract';
import { type CapAlert, type CapInfo, writeCap } from '@opentocc/protocols/cap';
import type { Script } from './drill-scripts.ts';

const SENDER = 'drill@opentocc';

const NAMES: Readonly<Record<SignalLevel, string>> = {
  ...{ white: '白色', blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色' },
};
const SEVERITY: Readonly<Record<SignalLevel, CapInfo['severity']>> = {
  ...{ white: 'Minor', blue: 'Minor', yellow: 'Moderate', orange: 'Severe', red: 'Extreme' },
};

/** What a drill is about to say. */
export interface DrillSignal {
  readonly drill: number;
  /** Of the step; the same step says the same message. */
  readonly seq: number;
  readonly sent_ms: number;
  /** Null lifts what is in force. */
  readonly signal: SignalLevel | null;
  readonly what: string;
  /** When it happened in the storm, as people write it. */
  readonly storm_time: string;
  /** What this drill has in force. */
  readonly open: readonly { readonly identifier: string; readonly issued_ms: number }[];
}

/** The message by which a weather service would have said it, as CAP 1.2 with the status of an exercise. */
export function drillMessage({ event, name }: Script, said: DrillSignal): string {
  const { drill, seq, signal, what, storm_time, open } = said;
  const sent_ms = Math.floor(said.sent_ms / 1000) * 1000;
  const isOver = signal === null;
  const alert: CapAlert = {
    ...{
      identifier: `drill-${drill}-${seq}`,
      sender: SENDER,
      sent_ms,
      status: 'Exercise',
      scope: 'Restricted',
    },
    ...{ msg_type: isOver ? 'Cancel' : open.length > 0 ? 'Update' : 'Alert', incidents: '', signed: false },
    note: `演练 ${name.zh}`,
    references: open.map(({ identifier, issued_ms }) => ({ sender: SENDER, identifier, sent_ms: issued_ms })),
    infos: [
      {
        ...{ language: 'zh-CN', categories: ['Met'], event, response_types: [], web: '', instruction: '' },
        ...{ urgency: isOver ? 'Past' : 'Expected', certainty: 'Likely' },
        ...{ severity: signal === null ? 'Unknown' : SEVERITY[signal], event_codes: [], parameters: [] },
        ...{ effective_ms: null, onset_ms: null, expires_ms: null, sender_name: '演练 Drill' },
        headline: isOver ? `【演练】解除${event}预警信号` : `【演练】发布${event}${NAMES[signal]}预警信号`,
        description: `【演练】${name.zh}（${storm_time}）：${what}`,
        areas: [{ description: '全市', polygons: [], circles: [], geocodes: [] }],
      },
    ],
  };
  return writeCap(alert);
}
