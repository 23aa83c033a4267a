import { LINK_CLASSES, LINK_FLAG, NODE_FLAG, type RoadNetwork } from '../network/index.ts';

/** Whether the source says that a node has signals. */
export const hasKnownSignals = ({ node_flags }: RoadNetwork, node: number): boolean =>
  (node_flags[node] & NODE_FLAG.signals) !== 0;

const ARTERIAL = LINK_CLASSES.indexOf('arterial');

/** Signals where the source says so, and where four or more arms of arterials meet on one level. */
export function isSignalised(network: RoadNetwork, node: number): boolean {
  if (hasKnownSignals(network, node)) return true;
  const { in_offset, in_link, link_class, link_flags } = network;
  const arms = in_link.subarray(in_offset[node], in_offset[node + 1]);
  const isArterial = (link: number) =>
    link_class[link] === ARTERIAL && (link_flags[link] & (LINK_FLAG.ramp | LINK_FLAG.roundabout)) === 0;
  return arms.length >= 4 && arms.every(isArterial);
}
