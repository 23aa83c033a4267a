import type { Base } from '../../base/compose.ts';
import type { Brain } from '../../brain/compose.ts';
import type { Module } from '../../kit/module.ts';
import type { Platform } from '../../platform.ts';
import { createLastPlaceStore, createLiveMap, liveMapModule } from './live-map/index.ts';

/** 指挥: what the duty desk sees and does. */
export function composeCommand(
  { db, clock, log, network }: Platform,
  { sources, sessions }: Base,
  { perception, indices }: Brain,
): readonly Module[] {
  const liveMap = createLiveMap({
    clock,
    log,
    lastPlaces: createLastPlaceStore(db),
    network,
    link_states: perception.linkStates,
    positions: perception.positions,
    indices: indices.updated,
    currentIndices: indices.live,
    findVehicle: sources.findVehicle,
    searchVehicles: sources.searchVehicles,
    maskPlate: sources.maskPlate,
  });
  return [liveMapModule(liveMap, sessions)];
}
