import type { TrackingFigures } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/answer.tsx';
import { call } from '../ui/api.ts';
import { standOf } from '../ui/asked.ts';
import { grouped, NO_VALUE, percent, startOfDay_ms } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { useNow } from '../ui/use-now.ts';
import { WallCard } from './card.tsx';

const DAY_MS = 86_400_000;

/** Trips and their alarms today; left out on a wall whose account does not see how many there are. */
export function WallFreightAlarms() {
  const { t } = useTranslation();
  const from_ms = startOfDay_ms(useNow(60_000));
  const figures = useQuery({
    queryKey: ['freight-figures', from_ms],
    queryFn: () =>
      call('GET /api/v1/freight/tracking/figures', { query: { from_ms, to_ms: from_ms + DAY_MS } }),
    refetchInterval: 15_000,
  });
  if (standOf(figures).kind === 'refused') return null;
  return (
    <WallCard title={t('wall.freight_today')} grows>
      <Answer query={figures}>{(of) => <Figures of={of} />}</Answer>
    </WallCard>
  );
}

function Figures({ of: { trips, under_way, alarms, in_time } }: { readonly of: TrackingFigures }) {
  const { t } = useTranslation();
  const open = alarms.reduce((all, one) => all + one.open, 0);
  const raised = alarms.reduce((all, one) => all + one.count, 0);
  return (
    <dl className="wall-facts">
      <Fact name={t('wall.freight_trips')} value={grouped(trips)} />
      <Fact name={t('wall.freight_under_way')} value={grouped(under_way)} />
      <Fact name={t('wall.freight_raised')} value={grouped(raised)} />
      <Fact name={t('wall.freight_open')} value={grouped(open)} isBad={open > 0} />
      <Fact name={t('wall.freight_in_time')} value={shareOf(in_time)} />
    </dl>
  );
}

function shareOf({ numerator, denominator }: TrackingFigures['in_time']): string {
  return denominator === 0 ? NO_VALUE : `${percent(numerator / denominator)} (${numerator}/${denominator})`;
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly isBad?: boolean;
}

function Fact({ name, value, isBad = false }: FactProps) {
  return (
    <div className="wall-level">
      <dt>{name}</dt>
      <dd className={isBad ? 'wall-over' : undefined}>{value}</dd>
    </div>
  );
}
