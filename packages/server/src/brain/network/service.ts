import type { City, DistrictName } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import type { Clock } from '../../kit/clock.ts';
import { describeCity, districtsGeoJson } from './describe-city.ts';
import { networkErrors } from './errors.ts';
import { createTiles } from './tiles.ts';

export interface NetworkDeps {
  readonly network: RoadNetwork;
  readonly clock: Clock;
}

/** The road network as screens see it. */
export function createNetwork({ network, clock }: NetworkDeps) {
  const { version } = network.meta;
  const described = describeCity(network);
  const districts = JSON.stringify(districtsGeoJson(network));
  const tiles = createTiles(network);
  return {
    version,
    max_zoom: tiles.max_zoom,
    /** Cuts the first tiles, so that the first screen does not wait for it. */
    prepare: (): void => void tiles.prepare(),
    city: (): City => ({ ...described, now_ms: clock.now() }),
    districtNames: (): DistrictName[] => described.districts.map(({ code, name }) => ({ code, name })),
    districtsGeoJson: (): string => districts,
    /** @throws AppError when the version is not the one in force. */
    tile(asked: string, z: number, x: number, y: number): Uint8Array {
      if (asked !== version) throw networkErrors.version_gone();
      return tiles.tile(z, x, y);
    },
  };
}

export type Network = ReturnType<typeof createNetwork>;
