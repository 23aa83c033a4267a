import { useEffect, useRef } from 'react';
import { HoverTip } from './hover-tip.tsx';
import { type Covered, mapHost, slotStore, wasMapShownStore } from './map-model.ts';
import { ReplayFrame } from './replay-frame.tsx';
import './replay.css';

/** The place of the one map on a page: the map moves in when the page opens, and out, as it stands, when it goes. */
export function MapSlot({ covered }: { covered: Covered }) {
  const slot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    slot.current?.append(mapHost);
    slotStore.set(covered);
    wasMapShownStore.set(true);
    return () => {
      mapHost.remove();
      slotStore.set(null);
    };
  }, [covered]);
  return (
    <div className="map-slot">
      <div ref={slot} />
      <HoverTip />
      <ReplayFrame />
    </div>
  );
}
