import type { CaseCounts } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { grouped } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import type { CaseFilters } from '../address.ts';
import { useCaseCounts } from '../queries.ts';

type Counted = Exclude<keyof CaseCounts, 'by_state' | 'units'>;

/** Each figure with the cases that it counts, where a list has just these; and how loud it is once there are any. */
const TILES: readonly (readonly [Counted, CaseFilters | null, '' | 'warn' | 'bad'])[] = [
  ['received_today', null, ''],
  ['closed_today', null, ''],
  ['due_today', null, 'warn'],
  ['overdue', null, 'bad'],
  ['yellow', { card: 'yellow' }, 'warn'],
  ['red', { card: 'red' }, 'bad'],
  ['requests', { requests: 'open' }, 'warn'],
];

/** How the hotline stands now. */
export function CountsCard() {
  const { t } = useTranslation();
  const counts = useCaseCounts();
  return (
    <Card title={t('cases.now')}>
      <Answer query={counts} height_px={90}>
        {(known) => (
          <ul className="cases-tiles">
            {TILES.map(([name, filters, tone]) => (
              <Tile key={name} name={name} count={known[name]} filters={filters} tone={tone} />
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

interface TileProps {
  readonly name: Counted;
  readonly count: number;
  readonly filters: CaseFilters | null;
  readonly tone: string;
}

function Tile({ name, count, filters, tone }: TileProps) {
  const { t } = useTranslation();
  const figure = <strong className={count > 0 && tone ? `tile-${tone}` : ''}>{grouped(count)}</strong>;
  return (
    <li>
      <span className="muted">{t(`cases.count.${name}`)}</span>
      {filters ? (
        <Link to="/cases" search={filters}>
          {figure}
        </Link>
      ) : (
        figure
      )}
    </li>
  );
}
