import { Segmented } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import type { CaseFilters } from '../address.ts';

const SHOWN = {
  mine: { view: 'mine' },
  red: { view: 'mine', card: 'red' },
  yellow: { view: 'mine', card: 'yellow' },
  supervised: { view: 'mine', supervision: 'supervised' },
  all: { view: 'all' },
} as const satisfies Record<string, CaseFilters>;
type Shown = keyof typeof SHOWN;

interface Props {
  readonly filters: CaseFilters;
  onChange(filters: CaseFilters): void;
}

/** What waits, of that what presses, and all that the units ever had. */
export function InboxFilters({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const { card, supervision, view } = filters;
  const shown: Shown =
    card === 'red' || card === 'yellow' ? card : supervision ? 'supervised' : view === 'all' ? 'all' : 'mine';
  return (
    <div className="cases-filters">
      <Segmented
        value={shown}
        options={(Object.keys(SHOWN) as Shown[]).map((value) => ({
          value,
          label: t(`cases.inbox_shows.${value}`),
        }))}
        onChange={(next) => onChange(SHOWN[next])}
      />
    </div>
  );
}
