import type { IndexCurve } from '@opentocc/contract';
import { known } from '../ui/asked.ts';
import { bandName } from '../ui/charts/index-dial.tsx';
import { dayOf, hourMinuteOf, indexText, NO_VALUE, signed } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { bandOf } from '../ui/index-bands.ts';
import { useBandBelow, useIndexCurve } from '../ui/queries.ts';
import { useNow } from '../ui/use-now.ts';
import { Count } from './count.tsx';
import { dayFacts } from './day-facts.ts';
import { WallCurve } from './panels.tsx';

const STEP_S = 300;

/** The index of the day with last week, large, and what it says at a glance. */
export function DayScene() {
  const curve = known(useIndexCurve('city', 'city', dayOf(useNow(60_000)), STEP_S));
  return (
    <div className="wall-cover">
      {curve && <Facts curve={curve} />}
      <WallCurve scope="city" key_of="city" />
    </div>
  );
}

function Facts({ curve }: { readonly curve: IndexCurve }) {
  const { t } = useTranslation();
  const band_below = useBandBelow(useNow(60_000));
  const facts = dayFacts(curve);
  if (!facts) return null;
  const { last, change, highest, highest_before } = facts;
  return (
    <section className="wall-card wall-counts" aria-label={t('index.today')}>
      <Count
        name={t('wall.latest', { at: hourMinuteOf(last.at_ms) })}
        value={indexText(last.index)}
        small={t(`band.${bandName(bandOf(last.index, band_below))}`)}
      />
      <Count name={t('wall.against_last_week')} value={change === null ? NO_VALUE : signed(change)} />
      <Count
        name={t('wall.highest', { at: hourMinuteOf(highest.at_ms) })}
        value={indexText(highest.index)}
        small={t(`band.${bandName(bandOf(highest.index, band_below))}`)}
      />
      {highest_before && (
        <Count
          name={t('wall.highest_before', { at: hourMinuteOf(highest_before.at_ms) })}
          value={indexText(highest_before.index)}
        />
      )}
    </section>
  );
}
