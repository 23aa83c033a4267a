import { DetectorReport } from '@opentocc/contract/detector-report';
import { describe, expect, test } from 'vitest';
import { textNetwork } from '../text-network.ts';
import { detectorCsv, detectorSites } from './index.ts';
import { delay_ms, isSilentNow, reportOf } from './report-of.ts';
import { type DetectorSite, type SiteDefect, detectorSites as sitesOf } from './sites.ts';
import { drawSpan } from './spot-traffic.ts';

const { network } = textNetwork(`
  A----B----C----D
  |    |    |    |
  E----F----G----H

  AB arterial 60 lanes=2
  BC arterial 60 lanes=2
  CD expressway 80 lanes=3
  EF expressway 80 lanes=3
  signals B C
`);
const sites = sitesOf(network, 1);
const [first] = sites;
const with_defect = (defect: SiteDefect): DetectorSite => ({ ...first, lanes: 2, defect });
const seen = { vehicles: 25, mean_speed_kmh: 45, occupancy: 0.08 };
const begin_ms = Date.UTC(2026, 10, 27);

describe('detectors of the demo city', () => {
  test('stand once on a link, of the roads of their owner, the same at every start', () => {
    expect(detectorSites(network, 1)).toEqual(sites);
    expect(new Set(sites.map(({ link }) => link)).size).toBe(sites.length);
    expect(new Set(sites.map(({ owner }) => owner))).toEqual(new Set(['police', 'operator', 'contractor']));
    for (const { along_m, link } of sites) expect(along_m).toBeLessThan(network.link_length_m[link]);
    expect(detectorCsv(sites, network).split('\n')).toHaveLength(sites.length + 2);
  });

  test('report what they saw in the form of the contract, each lane by itself', () => {
    const report = DetectorReport.parse(reportOf(with_defect('none'), begin_ms, seen));
    expect(report).toMatchObject({ detector: first.code, begin: begin_ms, period_s: 60 });
    expect(report.lanes!.reduce((sum, { vehicles }) => sum + vehicles, 0)).toBe(25);
    const [inner, outer] = report.lanes!;
    expect(inner.speed_kmh).toBeGreaterThan(outer.speed_kmh!);
  });

  test('have the fault that they were given', () => {
    const of = (defect: SiteDefect) =>
      DetectorReport.parse(reportOf(with_defect(defect), begin_ms, seen)).lanes!;
    expect(of('stuck')).toEqual(
      DetectorReport.parse(reportOf(with_defect('stuck'), begin_ms + 60_000, { ...seen, vehicles: 3 })).lanes,
    );
    expect(of('impossible')[0].occupancy_pct).toBeGreaterThan(100);
    expect(of('dead_lane').map(({ vehicles }) => vehicles > 0)).toEqual([true, false]);
    expect([isSilentNow(with_defect('silent')), isSilentNow(with_defect('none'))]).toEqual([true, false]);
    expect(delay_ms(with_defect('late'), 1)).toBeGreaterThan(30_000);
    expect(delay_ms(with_defect('none'), 1)).toBeLessThan(5_000);
  });

  test('nobody passes: no speed, and nothing covered', () => {
    const nobody = drawSpan({ link: 1, from_ms: 0, seed: 1 }, 0, Number.NaN, 60);
    expect(nobody).toEqual({ vehicles: 0, mean_speed_kmh: Number.NaN, occupancy: 0 });
    const report = DetectorReport.parse(reportOf(with_defect('none'), begin_ms, nobody));
    expect(report.lanes![0].speed_kmh).toBeNull();
  });

  test('counts of many spans have the mean that was expected', () => {
    const spans = Array.from({ length: 2000 }, (_, i) =>
      drawSpan({ link: 3, from_ms: i * 60_000, seed: 1 }, 12, 50, 60),
    );
    expect(spans.reduce((sum, { vehicles }) => sum + vehicles, 0) / spans.length).toBeCloseTo(12, 0);
  });
});
