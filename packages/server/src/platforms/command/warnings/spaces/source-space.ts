import type { RuleTarget } from '@opentocc/contract';
import type { City } from '../city.ts';
import { labelsOf, missingOf, NO_PLACE, type Space } from './space.ts';

/** Sources of data by their number; a source delivers from the whole city. */
export function createSourceSpace({ sources }: Pick<City, 'sources'>): Space {
  const inService = () => sources().filter(({ retired_ms }) => retired_ms === null);
  const find = (id: number) => sources().find((one) => one.id === id);

  function members({ sources: codes, protocols }: RuleTarget) {
    const all = inService();
    const found = all
      .filter(({ code }) => codes.length === 0 || codes.includes(code))
      .filter(({ protocol }) => protocols.length === 0 || protocols.includes(protocol))
      .map(({ id }) => id)
      .sort((a, b) => a - b);
    const missing = missingOf(codes, (code) => all.some((one) => one.code === code));
    return { members: Uint32Array.from(found), missing };
  }

  return {
    code: 'source',
    size: () => Math.max(0, ...sources().map(({ id }) => id + 1)),
    keyOf: (id) => `source/${id}`,
    findKey(key) {
      const id = Number(/^source\/(\d+)$/.exec(key)?.[1] ?? -1);
      return find(id)?.id;
    },
    members,
    describe(id) {
      const source = find(id);
      const name = source?.name ?? { zh: `数据源 ${id}`, en: `Source ${id}` };
      const labels = { scope: 'source', source: source?.code, protocol: source?.protocol };
      return { name, place: NO_PLACE, labels: labelsOf(labels) };
    },
  };
}
