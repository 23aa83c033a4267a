import type { FreightRegimeEntry, FreightRegimeEvent } from '@opentocc/contract';
import { clockText } from '@opentocc/core/freight';
import { NOTHING_SETTLED } from './book.ts';
import { type EventRow, type PlannedRegime, type Snapshot, shown } from './model.ts';

function standingOf({ regime, isGone }: PlannedRegime, now_ms: number): FreightRegimeEntry['standing'] {
  if (isGone) return 'taken_back';
  if (regime.from_ms > now_ms) return 'announced';
  return regime.to_ms !== null && regime.to_ms <= now_ms ? 'over' : 'in_force';
}

export function entryOf(one: PlannedRegime, { switches }: Snapshot, now_ms: number): FreightRegimeEntry {
  const { row, regime, taken_back } = one;
  const began = switches.find(({ at_ms }) => at_ms === regime.from_ms);
  return {
    ...{ regime: shown(regime), standing: standingOf(one, now_ms), taken_back, resumes: row.resumes },
    ...{ announced_ms: row.announced_ms, reason: row.reason },
    began: began
      ? { at_ms: began.at_ms, settled_ms: began.settled_ms, settled: began.counts ?? NOTHING_SETTLED }
      : null,
  };
}

const until = (to_ms: number | null) =>
  to_ms === null ? { zh: '不定期', en: 'without an end' } : { zh: clockText(to_ms), en: clockText(to_ms) };

const TEXTS: { readonly [K in EventRow['kind']]: (event: EventRow) => FreightRegimeEvent['text'] } = {
  announced: () => ({ zh: '公布', en: 'Announced' }),
  began: () => ({ zh: '生效', en: 'Began' }),
  ended: () => ({ zh: '结束', en: 'Ended' }),
  cut: ({ to_ms }) => ({ zh: `结束时间改为${until(to_ms).zh}`, en: `Its end is now ${until(to_ms).en}` }),
  taken_back: () => ({ zh: '撤回', en: 'Taken back' }),
  informed: ({ detail }) => ({
    zh: `已通知企业账号 ${detail.people ?? 0} 个`,
    en: `${detail.people ?? 0} accounts of firms were informed`,
  }),
};

export function eventOf(event: EventRow): FreightRegimeEvent {
  const { id, code, version, kind, at_ms, by, reason } = event;
  const { zh, en } = TEXTS[kind](event);
  const why = reason === '' ? { zh: '', en: '' } : { zh: `：${reason}`, en: `: ${reason}` };
  return { ...{ id, code, version, kind, at_ms, by }, text: { zh: zh + why.zh, en: en + why.en } };
}
