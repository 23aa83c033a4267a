import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import { type SpotCount, spaceMean_kmh } from '@opentocc/core/traffic';
import { drivenTraffic, type SpotSpan } from '@opentocc/testkit/detectors';
import { hash01, type TravelTruth } from '@opentocc/testkit/fleet';
import { createTrafficField } from '@opentocc/testkit/world';
import type { Bench } from './harness.ts';
import { JUDGED, judge, LEAST_VEHICLES, perceive, VEHICLES } from './perception-accuracy.ts';

const SHARES = [0.01, 0.03, 0.1];
/** The platform has run so long: an hour, in which it learns how spots differ from links. */
const RUN_MINUTES = 60;
const DETECTORS = 400;
/** One detector in four says nothing and is judged by. */
const HELD_OUT = 4;

/**
 * What detectors add to the probes: errors of link speeds with probes alone and with both, at the links of the detectors, at
 * links whose detector is held out, and everywhere. Detectors stand in the middle of links drawn from those that are judged,
 * and count what was truly driven. Arguments: seed of the fleet, default 1; end of the window judged, ISO 8601, default the
 * morning peak.
 */
export const run: Bench = async ([seed_text = '1', judged = JUDGED], report) => {
  const network = buildNetwork(generateDemoCity());
  const seed = Number(seed_text);
  const field = createTrafficField(network, { seed });
  const end_ms = Date.parse(judged);
  const drive = { seed, from_ms: end_ms - RUN_MINUTES * MINUTE_MS, end_ms };
  for (const penetration_rate of SHARES) {
    const city = { network, field, penetration_rate, typical_kmh: undefined };
    const alone = perceive(city, drive);
    const links = drawLinks(alone.truth.vehicles, seed);
    const [fed, held] = [links.slice(links.length / HELD_OUT), links.slice(0, links.length / HELD_OUT)];
    const spotsOf = (truth: TravelTruth, start_ms: number, stop_ms: number) => {
      const traffic = drivenTraffic(network, truth, seed);
      return fed.map((link) => spotOf(link, traffic.counts(link, start_ms, stop_ms), stop_ms - start_ms));
    };
    const both = perceive({ ...city, spotsOf }, drive);
    const note = `demo city, ${VEHICLES} vehicles, ${fed.length} detectors, ${penetration_rate * 100} % penetration rate, ${RUN_MINUTES} min after a start`;
    const groups: [name: string, isOf: (link: number) => boolean][] = [
      ['at detectors', (link) => fed.includes(link)],
      ['at detectors held out', (link) => held.includes(link)],
      ['all links', () => true],
    ];
    for (const [name, isOf] of groups)
      for (const [how, { fused, truth }] of [
        ['probes alone', alone],
        ['probes and detectors', both],
      ] as const) {
        const { links: number, median, p90, bias, held: within } = judge(fused, truth, isOf);
        const tell = (figure: string, value: number) =>
          report({ figure: `${how}, ${name}: ${figure}`, value: value * 100, unit: '%', note });
        report({ figure: `${how}, ${name}: links judged`, value: number, unit: 'links', note });
        tell('median absolute speed error', median);
        tell('90th percentile of it', p90);
        tell('median signed error', bias);
        tell('truth within the 90 % interval', within);
      }
  }
};

/** Links on which enough was driven for a truth, drawn by lot. */
function drawLinks(vehicles: Uint16Array, seed: number): number[] {
  const driven = [...vehicles.keys()].filter((link) => vehicles[link] >= LEAST_VEHICLES);
  return driven.sort((a, b) => hash01(seed, a, 5) - hash01(seed, b, 5)).slice(0, DETECTORS);
}

function spotOf(link: number, seen: SpotSpan, span_ms: number): SpotCount {
  const { vehicles, mean_speed_kmh } = seen;
  return {
    ...{ link, vehicles },
    flow_vph: (vehicles * 3_600_000) / span_ms,
    speed_kmh: spaceMean_kmh(mean_speed_kmh, 'road'),
  };
}
