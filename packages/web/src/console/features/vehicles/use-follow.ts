import { useEffect } from 'react';
import { createStore, useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';
import { mapStore } from '../../map/map-model.ts';
import { playerStore } from '../../map/replay-clock.ts';

/** Whether the map goes with the chosen vehicle; a person who moves the map ends it. */
export const followStore = createStore(true);
const LOOK_MS = 1000;

/** Keeps a vehicle where no panel covers it, for as long as it is followed. */
export function useFollow(vehicle: number): void {
  const feed = useFeed();
  const map = useStore(mapStore);
  const { vehicles } = useStore(playerStore) ?? feed;
  const follows = useStore(followStore);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another vehicle is followed from the start
  useEffect(() => followStore.set(true), [vehicle]);
  useEffect(() => {
    if (!map || !follows) return;
    const look = () => {
      const slot = vehicles.findSlot(vehicle);
      if (slot !== undefined) map.keepInView([vehicles.shown[2 * slot], vehicles.shown[2 * slot + 1]]);
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    const end = map.onDrag(() => followStore.set(false));
    return () => {
      clearInterval(timer);
      end();
    };
  }, [map, vehicles, vehicle, follows]);
}
