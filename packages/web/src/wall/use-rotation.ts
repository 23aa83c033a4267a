import type { SourceHealth, WorstRoad } from '@opentocc/contract';
import { useEffect, useReducer, useRef } from 'react';
import { known } from '../ui/asked.ts';
import { useBandBelow, useSources, useWorstRoads } from '../ui/queries.ts';
import { useNow } from '../ui/use-now.ts';
import { failedSources, severeRoads, type WallEvent } from './events.ts';
import type { SceneName } from './programme.ts';
import {
  advance,
  beginRotation,
  type Rotation,
  step,
  takeEvents,
  togglePause,
  withScenes,
} from './rotation.ts';

/** Roads of which it is noticed that they become severe. */
export const WATCHED_ROADS = 60;
const TICK_MS = 1000;

type Change = (rotation: Rotation, now_ms: number) => Rotation;
/** By a clock that only goes forward: the platform's is corrected now and then. */
const change = (rotation: Rotation, by: Change): Rotation => {
  const now_ms = performance.now();
  return advance(by(rotation, now_ms), now_ms);
};

/** Where the wall is in its programme, moved by time, keys, clicks and what happens in the city. */
export function useRotation(every_ms: number, scenes: readonly SceneName[]): Rotation {
  const [rotation, dispatch] = useReducer(change, null, () =>
    beginRotation(every_ms, scenes, performance.now()),
  );
  useEffect(() => dispatch((was) => withScenes(was, scenes)), [scenes]);
  useEffect(() => {
    const timer = setInterval(() => dispatch((same) => same), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    const onKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (ctrlKey || metaKey || altKey || key === 'Tab' || key === 'Enter') return;
      if (key === 'ArrowRight') dispatch((was, now_ms) => step(was, 1, now_ms));
      else if (key === 'ArrowLeft') dispatch((was, now_ms) => step(was, -1, now_ms));
      else if (key === ' ' || key === 'Escape') dispatch(togglePause);
    };
    const onClick = () => dispatch(togglePause);
    addEventListener('keyup', onKey);
    addEventListener('click', onClick);
    return () => {
      removeEventListener('keyup', onKey);
      removeEventListener('click', onClick);
    };
  }, []);
  useEvents((events) => dispatch((was, now_ms) => takeEvents(was, events, now_ms)));
  return rotation;
}

/** Calls with what happened from one answer to the next; what was so at first is no event. */
function useEvents(onEvents: (events: readonly WallEvent[]) => void): void {
  const sources = known(useSources());
  const roads = known(useWorstRoads(WATCHED_ROADS));
  const band_below = useBandBelow(useNow(60_000));
  const report = useRef(onEvents);
  report.current = onEvents;
  const before = useRef<{ sources?: readonly SourceHealth[]; roads?: readonly WorstRoad[] }>({});
  useEffect(() => {
    const former = before.current.sources;
    before.current.sources = sources ?? former;
    if (former && sources) report.current(failedSources(former, sources, performance.now()));
  }, [sources]);
  useEffect(() => {
    if (!roads || !band_below) return;
    const former = before.current.roads;
    before.current.roads = roads;
    if (former) report.current(severeRoads(former, roads, band_below, performance.now()));
  }, [roads, band_below]);
}
