import { ASSUMED, type CandidateRule, spanOf } from './candidate.ts';
import { signText } from './sign-text.ts';
import { linksAfter } from './situation.ts';

const MOST_SIGNS = 3;

/** 诱导屏: words on signs upstream, where drivers can still choose. */
export const sign: CandidateRule = (situation) => {
  const { network, upstream, incident, ways } = situation;
  const signs = upstream.filter((link) => linksAfter(network, link).length > 1).slice(0, MOST_SIGNS);
  const [way] = ways;
  if (signs.length === 0 || !way) return [];
  const { sign_share: share } = ASSUMED;
  return [
    {
      kind: 'sign',
      name: { zh: '上游诱导屏提示', en: 'Signs upstream' },
      sign: { text: signText(situation, way.name), links: signs },
      way: null,
      actions: [{ kind: 'message', avoid: [incident.link], signs, share, ...spanOf(situation) }],
    },
  ];
};
