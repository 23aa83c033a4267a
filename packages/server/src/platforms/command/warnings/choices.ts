import type { RuleChoices } from '@opentocc/contract';
import { type Area, isWithin } from '../../../kit/area.ts';
import type { City } from './city.ts';

/** What rules may be limited to, by name. @param area of who writes the rule: districts beyond are not offered */
export function choicesOf({ network, groupings, sources }: City, area: Area): RuleChoices {
  const named = ({ code, name_zh, name_en }: { code: string; name_zh: string; name_en: string }) => ({
    code,
    name: { zh: name_zh, en: name_en },
  });
  return {
    districts: network.meta.districts.filter(({ code }) => isWithin(area, code)).map(named),
    streets: network.meta.streets.map(named),
    sources: sources()
      .filter(({ retired_ms }) => retired_ms === null)
      .map(({ code, name, protocol }) => ({ code, name, protocol })),
    groups: groupings.flatMap(({ groups }) =>
      groups.flatMap(({ scope, key, name }) =>
        scope === 'link' || scope === 'road' ? [] : [{ scope, code: key, name }],
      ),
    ),
  };
}
