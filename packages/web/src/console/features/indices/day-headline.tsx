import { bandName } from '../../../ui/charts/index-dial.tsx';
import { fixed, grouped, hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { type BandBelow, bandOf, colourOfBand } from '../../../ui/index-bands.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Change, Coverage } from './change.tsx';
import { coverageDiffers } from './comparison.ts';
import { type DayRow, difference } from './day-rows.ts';

interface Props {
  readonly rows: readonly DayRow[];
  readonly isToday: boolean;
  /** That counted on the day. */
  readonly band_below: BandBelow;
}

/** What a day says at a glance: how it is now, or was on the whole, against last week and the usual, and its worst. */
export function DayHeadline({ rows, isToday, band_below }: Props) {
  const { t } = useTranslation();
  const last = rows.findLast(({ index }) => index !== null);
  const worst = rows.reduce<DayRow | undefined>(
    (most, row) => ((row.index ?? -1) > (most?.index ?? -1) ? row : most),
    undefined,
  );
  if (!last || !worst) return null;
  const known = rows.flatMap(({ index }) => (index === null ? [] : [index]));
  const mean = known.reduce((sum, index) => sum + index, 0) / known.length;
  return (
    <section className="card">
      <dl className="headline">
        {isToday && (
          <>
            <div className="headline-first">
              <dt>{t('indices.latest', { at: hourMinuteOf(last.at_ms) })}</dt>
              <dd>
                <Index value={last.index} band_below={band_below} />
              </dd>
            </div>
            <div>
              <dt>{t('indices.against_last_week')}</dt>
              <dd>
                <AgainstLastWeek row={last} />
              </dd>
            </div>
            <div>
              <dt>{t('indices.against_typical')}</dt>
              <dd>
                <Change value={difference(last.index, last.typical)} digits={1} />
              </dd>
            </div>
          </>
        )}
        <div className={isToday ? '' : 'headline-first'}>
          <dt>{t('indices.worst_at', { at: hourMinuteOf(worst.at_ms) })}</dt>
          <dd>
            <Index value={worst.index} band_below={band_below} />
          </dd>
        </div>
        <div>
          <dt>{t(isToday ? 'indices.mean_so_far' : 'indices.mean_of_day')}</dt>
          <dd>{fixed(mean, 2)}</dd>
        </div>
        {isToday && (
          <div>
            <dt>{`${t('index.coverage')} · ${t('index.samples')}`}</dt>
            <dd>
              <Coverage share={last.coverage} /> · {grouped(last.samples)}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** A Shenzhen index with its band. */
function Index({ value, band_below }: { readonly value: number | null; readonly band_below: BandBelow }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const band = bandOf(value, band_below);
  return (
    <>
      {fixed(value, 2)}{' '}
      <small>
        <i className="row-lamp" style={{ background: colourOfBand(band, theme) }} />
        {t(`band.${bandName(band)}`)}
      </small>
    </>
  );
}

/** Change against the same time last week, marked as unsure where the coverages differ. */
export function AgainstLastWeek({ row }: { readonly row: DayRow }) {
  const { index, coverage, last_week, last_week_coverage } = row;
  const isUnsure = last_week_coverage !== null && coverageDiffers(coverage, last_week_coverage);
  return <Change value={difference(index, last_week)} digits={1} isUnsure={isUnsure} />;
}
