import type { Base } from '../../base/compose.ts';
import type { Brain } from '../../brain/compose.ts';
import type { Module } from '../../kit/module.ts';
import type { Platform } from '../../platform.ts';
import { createLastPlaceStore, createLiveMap, liveMapModule } from './live-map/index.ts';

/** 指挥: what the duty desk sees and does. */
export function composeCommand(
  { db, clock, log, network }: Platform,
  { sources }: Base,
  { perception }: Brain,
): readonly Module[] {
  const liveMap = createLiveMap({
    clock,
    log,
    lastPlaces: createLastPlaceStore(db),
    network,
    positions: perception.positions,
    findVehicle: sources.findVehicle,
    searchVehicles: sources.searchVehicles,
    maskPlate: sources.maskPlate,
  });
  return [liveMapModule(liveMap)];
}
