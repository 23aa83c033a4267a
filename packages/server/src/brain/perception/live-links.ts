import { keepRows, type LinksFrame, linkFrames, linksTopic, SPEED_UNKNOWN } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import type { LinkStates } from '@opentocc/core/traffic';
import { type Area, districtOfLink, isWithin } from '../../kit/area.ts';
import { type ServedTopic, serveTopic } from '../../kit/live-topic.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic, type Topic } from '../../kit/topic.ts';
import { LinksBoard } from './links-board.ts';

export interface LiveLinksDeps {
  readonly network: RoadNetwork;
  readonly linkStates: Pick<Topic<LinkStates>, 'subscribe'>;
  readonly log: Logger;
}

/** The topic `links`: the state of every link, and each minute of those that changed. */
export function createLiveLinks({ network, linkStates, log }: LiveLinksDeps): ServedTopic {
  const board = new LinksBoard(network.link_count);
  const changes = createTopic<(area: Area) => LinksFrame>((err) => log.error({ err }, 'live links'));
  const within = (frame: LinksFrame, area: Area) =>
    area === null ? frame : linksWithin(frame, (link) => isWithin(area, districtOfLink(network, link)));
  linkStates.subscribe((states) => {
    const frame = board.advance(states);
    changes.publish((area) => within(frame, area));
  });
  return serveTopic(linksTopic, { snapshot: (area) => within(board.snapshot(), area), changes });
}

/** The frame as an area sees it: links outside are unknown. */
function linksWithin(frame: LinksFrame, isShown: (link: number) => boolean): LinksFrame {
  if (frame.kind === 'links_delta') return keepRows(linkFrames, frame, (row) => isShown(frame.link[row]));
  return {
    ...frame,
    state: frame.state.map((state, link) => (isShown(link) ? state : 0)),
    speed_kmh: frame.speed_kmh.map((speed, link) => (isShown(link) ? speed : SPEED_UNKNOWN)),
  };
}
