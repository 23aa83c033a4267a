import type { RuleTarget } from '@opentocc/contract';
import type { Grouping } from '../../../../brain/indices/index.ts';
import type { City } from '../city.ts';
import { placeOfLinks } from './places.ts';
import { labelsOf, missingOf, type Space } from './space.ts';

/** Groups of the indices — city, districts, streets, classes, roads, corridors, hubs — in the order of their groupings. */
export function createGroupSpace({ network, groupings }: Pick<City, 'network' | 'groupings'>): Space {
  const groups = groupings.flatMap((grouping) =>
    grouping.groups.map((group, i) => ({ ...group, links: linksOf(grouping, i) })),
  );
  const numbers = new Map(groups.map(({ scope, key }, i) => [`${scope}/${key}`, i]));
  const places = new Map<number, ReturnType<typeof placeOfLinks>>();

  function placeOf(subject: number) {
    const { scope, key, links } = groups[subject];
    const road = scope === 'road' ? (key.split('/')[1] ?? '') : '';
    const place = places.get(subject) ?? placeOfLinks(network, links, road);
    places.set(subject, place);
    return place;
  }

  function members({ scope, keys, districts }: RuleTarget) {
    const isNamed = new Set(keys);
    const found: number[] = [];
    groups.forEach((group, i) => {
      if (group.scope !== scope || (isNamed.size > 0 && !isNamed.has(group.key))) return;
      const { district } = placeOf(i);
      if (districts.length === 0 || (district !== null && districts.includes(district))) found.push(i);
    });
    const missing = [
      ...missingOf(keys, (key) => numbers.has(`${scope}/${key}`)),
      ...missingOf(districts, (code) => numbers.has(`district/${code}`)),
    ];
    return { members: Uint32Array.from(found), missing };
  }

  return {
    code: 'group',
    size: () => groups.length,
    keyOf: (i) => `${groups[i].scope}/${groups[i].key}`,
    findKey: (key) => numbers.get(key),
    members,
    describe(i) {
      const { scope, key, name } = groups[i];
      const place = placeOf(i);
      const road = scope === 'road' ? key.split('/')[1] : null;
      return { name, place, labels: labelsOf({ scope, key, road, district: place.district }) };
    },
  };
}

const linksOf = ({ links }: Grouping, i: number): Uint32Array =>
  links.items.subarray(links.offset[i], links.offset[i + 1]);
