import { afterAll, beforeAll, describe } from 'vitest';
import { walkFiling } from './freight/filing.ts';
import { type FreightCity, openFreightCity } from './freight/freight-city.ts';
import { walkGates } from './freight/gates.ts';
import { walkRecall } from './freight/recall.ts';
import { walkRegimes } from './freight/regimes.ts';
import { walkTrip } from './freight/trip.ts';
import { browser_path } from './open-browser.ts';

const CITY_MS = 900_000;

/** In this order: who has filed may book, and a trip is watched by the rules that were announced. */
const WALKS = {
  'a firm files': walkFiling,
  'a regime is drafted, previewed and switched': walkRegimes,
  'gates are kept': walkGates,
  'a trip is booked, driven, leaves its route, and its alarm is cleared': walkTrip,
  'a lot is recalled': walkRecall,
};

/** One city for all of them: its start is longer than a walk. */
describe.skipIf(!browser_path)('freight', () => {
  let city: FreightCity;
  beforeAll(async () => {
    city = await openFreightCity();
  }, CITY_MS);
  afterAll(() => city?.close());

  for (const [name, walk] of Object.entries(WALKS))
    describe(name, () => {
      let began_ms = 0;
      beforeAll(() => {
        began_ms = performance.now();
      });
      afterAll(() => {
        const took_s = (performance.now() - began_ms) / 1000;
        process.stdout.write(`${name}: ${took_s.toFixed(1)} s\n`);
      });
      walk(() => city);
    });
});
