import type { StudyAction } from '@opentocc/contract';
import {
  ASSUMED,
  type Candidate,
  type CandidateRule,
  type Situation,
  spanOf,
  type Way,
} from './candidate.ts';
import { signText } from './sign-text.ts';

/** 分流: a message with a way round, to as many as that way could take. */
export const diversion: CandidateRule = (situation) =>
  situation.ways.map((way) => diversionBy(situation, way));

export function diversionBy(situation: Situation, way: Way): Candidate {
  const { leaves_at, ...shown } = way;
  return {
    kind: 'diversion',
    name: {
      zh: `分流绕行${way.name.zh || '其他道路'}`,
      en: `Divert by ${way.name.en || 'other roads'}`,
    },
    sign: { text: signText(situation, way.name), links: [leaves_at] },
    way: shown,
    actions: [messageOf(situation, way)],
  };
}

/** No more are asked than the way has room for: a diversion that queues itself is none. */
function messageOf(situation: Situation, { spare_vph }: Way): StudyAction {
  const { flow_vps, incident } = situation;
  const flow_vph = Math.max(1, flow_vps[incident.link] * 3600);
  const share = Math.min(ASSUMED.message_share, spare_vph / flow_vph);
  const rounded = Math.max(ASSUMED.least_share, Math.floor(share * 100) / 100);
  return { kind: 'message', avoid: [incident.link], signs: null, share: rounded, ...spanOf(situation) };
}
