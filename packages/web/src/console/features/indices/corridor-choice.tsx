import { Segmented, Select } from 'antd';
import { fixed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import type { Corridor } from './use-corridor.ts';

const BOUNDS = ['eastbound', 'westbound', 'northbound', 'southbound'] as const;

/** Chooses a road with its index now, and the direction on it. */
export function CorridorChoice({ corridor: { key, corridors, choose } }: { readonly corridor: Corridor }) {
  const { t } = useTranslation();
  const [road = '', bound = ''] = key.split('/');
  const roads = [...new Set(corridors.map((one) => one.key.split('/')[0]))];
  const bounds = BOUNDS.filter((one) => corridors.some((value) => value.key === `${road}/${one}`));
  const worstOf = (one: string) => corridors.find((value) => value.key.startsWith(`${one}/`));
  return (
    <>
      <Select
        aria-label={t('indices.corridor')}
        showSearch
        className="object-choice"
        value={road || undefined}
        options={roads.map((one) => ({
          value: one,
          label: `${one}  ${fixed(worstOf(one)?.gb_index ?? null, 1)}`,
        }))}
        onChange={(next) => choose(worstOf(next)?.key ?? '')}
      />
      <Segmented
        aria-label={t('indices.direction')}
        options={bounds.map((value) => ({ value, label: t(`indices.directions.${value}`) }))}
        value={bounds.find((one) => one === bound)}
        onChange={(next) => choose(`${road}/${next}`)}
      />
    </>
  );
}
