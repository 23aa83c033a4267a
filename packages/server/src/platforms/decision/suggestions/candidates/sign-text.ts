import type { Bilingual } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { Situation } from './candidate.ts';

/** As the contract bounds them; the contract's schemas are not needed here. */
export const SIGN_LETTERS = { zh: 24, en: 56 } as const;

/**
 * Words for a sign before an incident, within its length: the fullest that fits.
 * @param way the road to take instead; without it, that drivers may choose another
 */
export function signText(
  { network, incident }: Situation,
  way: Bilingual | null,
): { zh: string; en: string } {
  const road = bilingualRoadName(network.strings[network.link_name[incident.link]] ?? '');
  const isClosed = incident.lanes_closed >= network.link_lanes[incident.link];
  const zhWhat = isClosed ? '封闭' : `占${incident.lanes_closed}车道`;
  const enWhat = isClosed ? 'closed' : `${incident.lanes_closed} ln blocked`;
  const zhGo = way?.zh ? `请绕行${way.zh}` : '请提前绕行';
  const enGo = way?.en ? `Use ${way.en}` : 'Use other route';
  return {
    zh: fitting(SIGN_LETTERS.zh, [
      `${road.zh}前方${zhWhat} ${zhGo}`,
      `前方${zhWhat} ${zhGo}`,
      `前方${zhWhat} 请提前绕行`,
    ]),
    en: fitting(SIGN_LETTERS.en, [
      `${road.en}: ${enWhat} ahead. ${enGo}`,
      `Ahead: ${enWhat}. ${enGo}`,
      `Ahead: ${enWhat}. Use other route`,
    ]),
  };
}

/** Names of roads are bounded by nobody, so that the last of the choices holds none. */
const fitting = (letters: number, texts: readonly string[]): string =>
  texts.find((text) => [...text].length <= letters) ?? texts[texts.length - 1];
