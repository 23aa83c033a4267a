import type { Bilingual } from '@opentocc/contract';
import { clockText, SLOT_MS } from '@opentocc/core/freight';
import { NO_SHOW_AFTER_MS, STANDBY_AFTER_MS, type TripRow, wasSeen } from './model.ts';
import type { TripRoll } from './roll.ts';

export type Ended = 'over' | 'called_off' | 'lapsed' | 'no_show';

/** What the clock alone decides of an open trip; null where nothing. */
export function dueOf(row: TripRow, roll: TripRoll, now_ms: number): readonly [Ended, Bilingual] | null {
  const { state, slot, closes_ms } = row;
  if (now_ms >= closes_ms) return ['over', closedWords(closes_ms)];
  if (slot === null) return null;
  if (state === 'waiting') return now_ms >= lineEnds(row, slot.from_ms) ? ['lapsed', LAPSED] : null;
  if (state !== 'booked' || wasSeen(row) || roll.isUsed(row.id)) return null;
  if (isGivenOn(slot, roll, now_ms)) return ['no_show', GIVEN_ON];
  return now_ms >= row.last_ms + NO_SHOW_AFTER_MS ? ['no_show', NOT_SEEN] : null;
}

/** Until when one waits: who stands by, through the slot. */
export const lineEnds = ({ standby }: Pick<TripRow, 'standby'>, from_ms: number): number =>
  standby ? from_ms + SLOT_MS : from_ms;

/** Whether its slot runs, it was not seen half an hour into it, and somebody stands by. */
function isGivenOn(slot: NonNullable<TripRow['slot']>, roll: TripRoll, now_ms: number): boolean {
  const isTime = now_ms >= slot.from_ms + STANDBY_AFTER_MS && now_ms < slot.from_ms + SLOT_MS;
  return isTime && roll.slots.waitingFor(slot).some((id) => roll.find(id)?.standby);
}

const LAPSED: Bilingual = {
  zh: '到点仍无空位，候补失效，请另选时段',
  en: 'No place became free in time; choose another slot',
};
const GIVEN_ON: Bilingual = {
  zh: '时段开始三十分钟仍未到，位置转给现场候补',
  en: 'Not seen half an hour into its slot; its place went to one that stood by',
};
const NOT_SEEN: Bilingual = { zh: '时段已过，始终未到', en: 'Its time is over and it was never seen' };
const closedWords = (closes_ms: number): Bilingual => ({
  zh: `到 ${clockText(closes_ms)} 仍无结束记录，系统结案`,
  en: `Nothing said that it ended by ${clockText(closes_ms)}; closed by the platform`,
});
