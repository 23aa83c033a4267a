import type { IndexConfiguration, RoadProfile } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../../ui/api.ts';
import { type Asked, known, waitingFor } from '../../../ui/asked.ts';
import { configurationAt } from '../../../ui/index-bands.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useIndexConfigurations } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import type { BasisFacts } from './basis.tsx';
import { type RoadSection, sectionsOf } from './road-sections.ts';
import { SLOT_MS } from './space-time.tsx';
import type { Corridor } from './use-corridor.ts';

const MOST_SECTIONS = 14;
const SLOTS_OF_DAY = 96;
const WINDOWS_OF_SLOT = 3;

/** What is known of a corridor on a day; the diagram and the table of its sections both show it. */
export interface RoadDay {
  readonly key: string;
  /** yyyy-mm-dd */
  readonly day: string;
  readonly name: string;
  readonly profile: Asked<RoadProfile>;
  readonly configurations: Asked<readonly IndexConfiguration[]>;
  /** That counted at the beginning of the day; its states colour the diagram. */
  readonly configuration: IndexConfiguration | undefined;
  readonly sections: readonly RoadSection[];
  readonly basis: BasisFacts;
}

/** Asks for the profile of a corridor, once it is known which. */
export function useRoadDay({ key, day, asked }: Corridor): RoadDay {
  const language = useStore(languageStore);
  const asked_for = useQuery({
    queryKey: ['road-profile', key, day],
    queryFn: () => call('GET /api/v1/roads/profile', { query: { key, day } }),
    enabled: key !== '',
    refetchInterval: SLOT_MS / 3,
  });
  const profile = waitingFor(asked, asked_for);
  const data = known(profile);
  const configurations = useIndexConfigurations();
  const versions = known(configurations);
  const configuration = versions && configurationAt(versions, Date.parse(`${day}T00:00:00+08:00`));
  const sections = useMemo(() => (data ? sectionsOf(data, MOST_SECTIONS) : []), [data]);
  const name = data?.name[language] ?? key;
  const basis = { ...basisOf(data, configuration?.formula_version), object: name };
  return { key, day, name, profile, configurations, configuration, sections, basis };
}

function basisOf(profile: RoadProfile | undefined, formula_version: string | undefined) {
  const slots = profile?.slots ?? [];
  const known = slots.map(
    ({ speed_kmh }) => speed_kmh.filter((speed) => speed !== null).length / speed_kmh.length,
  );
  const samples = slots.map((slot) => slot.samples);
  return {
    versions: formula_version ? [formula_version] : [],
    window: profile?.day ?? '',
    coverage: known.length > 0 ? known.reduce((sum, share) => sum + share, 0) / known.length : null,
    samples: samples.some((one) => one === null)
      ? null
      : samples.reduce((sum: number, one) => sum + (one ?? 0), 0),
    windows: WINDOWS_OF_SLOT * slots.length,
    windows_expected: WINDOWS_OF_SLOT * SLOTS_OF_DAY,
  };
}
