import { LINK_FLAG } from '@opentocc/core/network';
import { ASSUMED, type CandidateRule, spanOf } from './candidate.ts';
import { before } from './situation.ts';

const MOST_GATES = 2;

/** 匝道控制: fewer may enter by the ramps upstream. */
export const rampGates: CandidateRule = (situation) => {
  const { network, incident, upstream, flow_vps } = situation;
  const main = new Set([incident.link, ...upstream]);
  const isRamp = (link: number) => (network.link_flags[link] & LINK_FLAG.ramp) !== 0;
  const ramps = [incident.link, ...upstream]
    .filter((link) => !isRamp(link))
    .flatMap((link) => before(network, link))
    .filter((link, i, all) => isRamp(link) && !main.has(link) && all.indexOf(link) === i)
    .slice(0, MOST_GATES);
  if (ramps.length === 0) return [];
  const { gate_share, gate_least_vph } = ASSUMED;
  const limitOf = (link: number) =>
    Math.max(gate_least_vph, Math.round(flow_vps[link] * 360 * gate_share) * 10);
  return [
    {
      kind: 'gate',
      name: { zh: `上游匝道限流（${ramps.length} 处）`, en: `Ramp gates upstream (${ramps.length})` },
      ...{ sign: null, way: null },
      actions: ramps.map((link) => ({
        ...{ kind: 'gate' as const, link, at: 0.5, flow_vph: limitOf(link) },
        ...spanOf(situation),
      })),
    },
  ];
};
