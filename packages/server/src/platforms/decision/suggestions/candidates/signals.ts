import type { StudyAction } from '@opentocc/contract';
import { isSignalised } from '@opentocc/core/demand';
import { ASSUMED, type CandidateRule, type Situation, spanOf, type Way } from './candidate.ts';
import { diversionBy } from './diversion.ts';

const MOST_SIGNALS = 3;
const MOST_HOPS = 12;

/** 信号配时: more green along the way round, together with the message that fills it. */
export const greenAlong: CandidateRule = (situation) => {
  const [way] = situation.ways;
  const actions = way ? moreGreen(situation, way) : [];
  if (!way || actions.length === 0) return [];
  const diverted = diversionBy(situation, way);
  const name = {
    zh: `${diverted.name.zh}并增加沿线绿灯`,
    en: `${diverted.name.en} with more green along it`,
  };
  return [{ ...diverted, kind: 'signal', name, actions: [...diverted.actions, ...actions] }];
};

/** 上游截流: less green for who drives towards the incident, at the first signal upstream. */
export const heldBack: CandidateRule = (situation) => {
  const { network, upstream } = situation;
  const link = upstream.slice(0, MOST_HOPS).find((one) => isSignalised(network, network.link_to[one]));
  if (link === undefined) return [];
  return [
    {
      kind: 'hold',
      name: { zh: '上游信号截流', en: 'Less green upstream' },
      ...{ sign: null, way: null },
      actions: [signalAt(situation, link, ASSUMED.less_green)],
    },
  ];
};

const moreGreen = (situation: Situation, { links }: Way): StudyAction[] =>
  links
    .filter((link) => isSignalised(situation.network, situation.network.link_to[link]))
    .slice(0, MOST_SIGNALS)
    .map((link) => signalAt(situation, link, ASSUMED.more_green));

const signalAt = (situation: Situation, link: number, green_share: number): StudyAction => ({
  ...{ kind: 'signal_plan', link, side: 'end', green_share, shift_s: 0, cycle_s: null },
  ...spanOf(situation),
});
