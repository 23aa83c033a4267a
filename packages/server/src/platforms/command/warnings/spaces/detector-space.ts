import type { RuleTarget } from '@opentocc/contract';
import { districtOfLink } from '../../../../kit/area.ts';
import type { City } from '../city.ts';
import { placeOfLinks } from './places.ts';
import { labelsOf, missingOf, NO_PLACE, type Space } from './space.ts';

/** Detectors at the road by their number. */
export function createDetectorSpace({ detectors, network }: Pick<City, 'detectors' | 'network'>): Space {
  const find = (id: number) => detectors().find((one) => one.id === id);
  const districtOf = (link: number | null) => (link === null ? null : districtOfLink(network, link));

  function members({ districts, keys }: RuleTarget) {
    const all = detectors();
    const found = all
      .filter(({ code }) => keys.length === 0 || keys.includes(code))
      .filter(({ link }) => districts.length === 0 || districts.includes(districtOf(link) ?? ''))
      .map(({ id }) => id)
      .sort((a, b) => a - b);
    const missing = missingOf(keys, (key) => all.some(({ code }) => code === key));
    return { members: Uint32Array.from(found), missing };
  }

  return {
    code: 'detector',
    size: () => detectors().reduce((size, { id }) => Math.max(size, id + 1), 0),
    keyOf: (id) => `detector/${id}`,
    findKey: (key) => find(Number(/^detector\/(\d+)$/.exec(key)?.[1] ?? -1))?.id,
    members,
    describe(id) {
      const detector = find(id);
      const text = detector ? detector.name || detector.code : String(id);
      const link = detector?.link ?? null;
      const place = link === null ? NO_PLACE : placeOfLinks(network, [link], '');
      return {
        name: { zh: `检测器 ${text}`, en: `Detector ${text}` },
        place: detector ? { ...place, lon: detector.lon, lat: detector.lat } : place,
        labels: labelsOf({ scope: 'detector', detector: detector?.code, district: districtOf(link) }),
      };
    },
  };
}
