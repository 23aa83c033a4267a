import type { IndexComparison } from '@opentocc/contract';
import { grouped, NO_VALUE, percent, signed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { isApart, LOW_COVERAGE, meanCoverage, NOTABLE, speedChange } from './comparison.ts';

interface Props {
  readonly value: number | null;
  readonly measure?: keyof typeof NOTABLE;
  readonly digits?: number;
  /** Both sides are covered so differently that the change may not be one of traffic. */
  readonly isUnsure?: boolean;
}

/** A change; more of an index is worse, more speed is better. One that is not sure has no colour, and says so. */
export function Change({ value, measure = 'index', digits = 2, isUnsure = false }: Props) {
  const { t } = useTranslation();
  if (value === null) return <>{NO_VALUE}</>;
  const bad = measure === 'index' ? 1 : -1;
  const isNoise = Math.abs(value) < NOTABLE[measure];
  const tone = isUnsure || isNoise ? 'muted' : value * bad > 0 ? 'change-up' : 'change-down';
  return (
    <span className={tone} title={isUnsure ? t('indices.unsure') : undefined}>
      {isUnsure && '≈ '}
      {signed(value, digits)}
    </span>
  );
}

/** Change of index and of speed of one row. */
export function IndexChange({ row }: { readonly row: IndexComparison }) {
  return <Change value={row.change} isUnsure={isApart(row)} />;
}

export function SpeedChange({ row }: { readonly row: IndexComparison }) {
  return <Change value={speedChange(row)} measure="speed_kmh" digits={1} isUnsure={isApart(row)} />;
}

/** A share of length with samples, marked where it is low. */
export function Coverage({ share }: { readonly share: number }) {
  return <span className={share < LOW_COVERAGE ? 'low-coverage' : ''}>{percent(share)}</span>;
}

/** Coverage before and now. */
export function BothCoverages({ row: { a, b } }: { readonly row: IndexComparison }) {
  return (
    <>
      <Coverage share={meanCoverage(a)} /> → <Coverage share={meanCoverage(b)} />
    </>
  );
}

/** Says of how many rows the change may be one of coverage, above what lists them. */
export function UnsureNote({ rows }: { readonly rows: readonly IndexComparison[] }) {
  const { t } = useTranslation();
  const number = rows.filter((row) => row.change !== null && isApart(row)).length;
  if (number === 0) return null;
  return <p className="note">{t('indices.unsure_note', { number: grouped(number) })}</p>;
}
