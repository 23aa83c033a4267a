import type { Figure } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { DaysChart } from './days-chart.tsx';
import { GroupsTable } from './groups-table.tsx';
import { ItemsTable } from './items-table.tsx';
import type { Span } from './queries.ts';

interface Props {
  readonly figure: Figure;
  readonly span: Span;
  onUnit(unit: string): void;
  onClose(): void;
}

/** One figure: what it means, by day, by unit, and the cases that it is made of. */
export function FigureCard({ figure, span, onUnit, onClose }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { key, name, definition, source } = figure;
  return (
    <Card title={name[language]} onClose={onClose}>
      <p>{definition[language]}</p>
      <p className="muted">
        {t('statistics.source')}: {source[language]}
      </p>
      <h3 className="card-sub">{t('statistics.by_day')}</h3>
      <DaysChart figure={figure} span={span} />
      <div className="page-columns">
        <GroupsTable figure={key} span={span} onUnit={onUnit} />
        <ItemsTable figure={key} span={span} />
      </div>
    </Card>
  );
}
