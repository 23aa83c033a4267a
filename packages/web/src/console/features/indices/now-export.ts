import type { IndexValue } from '@opentocc/contract';
import { bandName } from '../../../ui/charts/index-dial.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { type BandBelow, bandOf } from '../../../ui/index-bands.ts';
import type { ExportTable } from '../../export/export-table.ts';
import { ANNEXES } from './annex-card.tsx';
import { type BasisFacts, useBasisFacts } from './basis.tsx';
import { useValueName } from './choice.ts';

const STATES = ['free', 'mostly_free', 'light', 'moderate', 'severe'] as const;

interface Exported {
  readonly title: string;
  readonly values: readonly IndexValue[];
  readonly basis: BasisFacts;
  readonly band_below: BandBelow;
}

/** Values now as they leave the console, the highest index first. */
export function useNowTable(): (exported: Exported) => ExportTable {
  const { t } = useTranslation();
  const nameOf = useValueName();
  const factsOf = useBasisFacts();
  return ({ title, values, basis, band_below }) => ({
    title,
    facts: factsOf(basis),
    columns: [
      { title: t('index.name') },
      { title: t('index.shenzhen'), digits: 2 },
      { title: t('indices.figure.band') },
      ...ANNEXES.map((annex) => ({ title: `${t('index.gb')} ${annex}`, digits: 2 })),
      { title: 'TTI', digits: 3 },
      { title: t('indices.figure.dtp'), percent_digits: 1 },
      { title: `${t('index.speed')} (km/h)`, digits: 1 },
      ...STATES.map((state) => ({
        title: `${t('index.shares')} · ${t(`state.${state}`)}`,
        percent_digits: 1,
      })),
      { title: `${t('indices.figure.length')} (km)`, digits: 1 },
      { title: t('index.coverage'), percent_digits: 1 },
      { title: t('index.samples'), digits: 0 },
    ],
    rows: [...values]
      .sort(byIndex)
      .reverse()
      .map((value) => [
        nameOf(value),
        value.index,
        t(`band.${bandName(bandOf(value.index, band_below))}`),
        ...ANNEXES.map((annex) => value.gb_annexes[annex]),
        value.tti,
        value.dtp,
        value.speed_kmh,
        ...value.mileage_share,
        value.length_km,
        value.coverage,
        value.samples,
      ]),
  });
}

/** By the Shenzhen index, the lowest first; a value without one before all others. */
export const byIndex = (a: IndexValue, b: IndexValue): number => (a.index ?? -1) - (b.index ?? -1);
