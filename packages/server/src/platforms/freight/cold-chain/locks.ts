import type { Bilingual } from '@opentocc/contract';
import { decodeLockText, type LockAlarm, type LockReport } from '@opentocc/protocols/elock';
import type { Clock } from '../../../kit/clock.ts';
import type { ConsignmentRow } from './model.ts';
import { note } from './noting.ts';
import { isWithin, type Units } from './reach.ts';
import type { ColdQueries, ColdStore } from './store.ts';
import { type Supervising, warningOf } from './supervising.ts';

export interface LocksDeps {
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly supervising: Pick<Supervising, 'take'>;
  readonly onChange: () => void;
}

/** What electronic locks and seals say of the doors of goods under way, passed on by whoever runs them. */
export function createLocks({ store, clock, supervising, onChange }: LocksDeps) {
  /** @returns whether the device watches goods under way that who reports reaches */
  const settle = (device: string, report: LockReport, units: Units): Promise<boolean> =>
    store.transaction(async (tx) => {
      const queries = store.of(tx);
      const row = await queries.holdUnderWay('seal_device', device);
      if (!row || !isWithin(units, row.firm)) return false;
      await settleLock(queries, row, report, clock.now());
      return true;
    });

  async function take(text: string, units: Units): Promise<string | null> {
    const decoded = decodeLockText(text);
    if (!decoded.ok) return decoded.fault;
    const { device, reports } = decoded.message;
    for (const report of reports) {
      if (!(await settle(device, report, units))) return 'no_consignment';
      const { at_ms, temperature_c } = report;
      if (temperature_c === null) continue;
      const by = { by: 'seal_device', value: device } as const;
      await supervising.take({ device: by, at: at_ms, temperature_c, door_open: null }, units);
    }
    return null;
  }

  return {
    async report(frames: readonly string[], units: Units) {
      const refused: { index: number; reason: string }[] = [];
      for (const [index, frame] of frames.entries()) {
        const reason = await take(frame, units);
        if (reason !== null) refused.push({ index, reason });
      }
      if (refused.length < frames.length) onChange();
      return { accepted: frames.length - refused.length, refused };
    },
  };
}

export type Locks = ReturnType<typeof createLocks>;

const OPENED: ReadonlySet<LockAlarm> = new Set(['opened', 'rope_cut', 'cover_opened']);
const LOCK_WORDS: Readonly<Record<LockAlarm, Bilingual>> = {
  opened: { zh: '打开', en: 'opened' },
  rope_cut: { zh: '锁绳剪断', en: 'rope cut' },
  cover_opened: { zh: '后盖打开', en: 'cover opened' },
  opening_refused: { zh: '开锁被拒', en: 'opening refused' },
  long_unlocked: { zh: '长时间未上锁', en: 'long unlocked' },
  wrong_password: { zh: '密码错误', en: 'wrong password' },
  illegal_card: { zh: '非法刷卡', en: 'illegal card' },
  motor_stuck: { zh: '电机卡滞', en: 'motor stuck' },
  vibration: { zh: '震动', en: 'shaken' },
  low_battery: { zh: '电量低', en: 'battery low' },
};

/** A lock that was opened before the warehouse is a warning; everything that it says stands on the timeline. */
async function settleLock(
  queries: ColdQueries,
  row: ConsignmentRow,
  { at_ms, alarms, sealed }: LockReport,
  now_ms: number,
): Promise<void> {
  if (alarms.length > 0) {
    const words = (language: 'zh' | 'en') => alarms.map((alarm) => LOCK_WORDS[alarm][language]).join(', ');
    const text = { zh: `电子锁：${words('zh')}`, en: `Lock: ${words('en')}` };
    await note(queries, row.id, { principal: 'system', actor: 'lock', at_ms }, 'lock', text);
  }
  if (sealed === false || alarms.some((alarm) => OPENED.has(alarm)))
    await queries.openWarning(row.id, now_ms, warningOf('seal', at_ms));
}
