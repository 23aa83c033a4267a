import { call } from './api.ts';

/** Links of a long road that are asked for to know where it lies. */
const PROBES = 6;

/** Where a road lies: points of some of its links, lon and lat. @param links in the order of the road */
export async function courseOf(links: readonly number[]): Promise<[number, number][]> {
  const step = Math.max(1, Math.floor(links.length / PROBES));
  const probes = links.filter((_, i) => i % step === 0).slice(0, PROBES + 1);
  const details = await Promise.all(
    probes.map((link) => call('GET /api/v1/links/:id', { params: { id: link } })),
  );
  return details.flatMap(({ coordinates }) => coordinates);
}
