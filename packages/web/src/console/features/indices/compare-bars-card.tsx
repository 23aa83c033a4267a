import type { IndexComparison } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { DifferenceBars } from './change-bars.tsx';
import type { Compared } from './use-compared.ts';

const BARS = 10;

interface Props {
  readonly compared: Compared;
  /** What is covered enough, by its change. */
  readonly covered: readonly IndexComparison[];
}

/** How much each part changed; of many, the ends of the list. */
export function CompareBarsCard({ compared: { parts, spans, file, named, table }, covered }: Props) {
  const { t } = useTranslation();
  const bars = covered.length > 2 * BARS ? [...covered.slice(0, BARS), ...covered.slice(-BARS)] : covered;
  return (
    <Card
      title={t('indices.differences', { number: bars.length })}
      extra={<ExportMenu name={file} table={table} hasChart />}
    >
      <Answer query={parts} isEmpty={() => bars.length === 0} empty={spans} lacks="measurements">
        {() => <DifferenceBars rows={bars.map((row) => ({ name: named(row), value: row.change }))} />}
      </Answer>
    </Card>
  );
}
