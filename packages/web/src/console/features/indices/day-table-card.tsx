import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { grouped, hourMinuteOf, indexText, NO_VALUE, ratioText, speedText } from '../../../ui/format.ts';
import type { Translate } from '../../../ui/i18n/use-translation.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Term } from '../../ui/term.tsx';
import { Change, Coverage } from './change.tsx';
import { useDayTable } from './day-export.ts';
import { AgainstLastWeek } from './day-headline.tsx';
import { type DayRow, difference } from './day-rows.ts';
import type { IndexDay } from './use-day.ts';

interface Props {
  readonly day: IndexDay;
  /** Opens the links behind the step that begins then. */
  onOpen(at_ms: number): void;
}

/** The steps of a day as rows, the last first. */
export function DayTableCard({ day, onOpen }: Props) {
  const { t } = useTranslation();
  const columns = useColumns(onOpen);
  const table = useDayTable(day);
  const { scope, key, rows, basis } = day;
  return (
    <Card
      title={t('indices.points')}
      extra={
        <>
          {rows.length > 0 &&
            (basis.restated
              ? t('indices.restated_count', { number: basis.restated })
              : t('indices.restated_none'))}{' '}
          <ExportMenu name={`index-values-${scope}-${key}-${day.day}`} table={table} />
        </>
      }
    >
      <Answer
        query={day.asked}
        isEmpty={() => rows.length === 0}
        empty={t('indices.figure.empty_day')}
        lacks="measurements"
      >
        {() => (
          <Table
            rowKey="at_ms"
            size="small"
            columns={columns}
            dataSource={[...rows].reverse()}
            pagination={{ pageSize: 12, showSizeChanger: false, hideOnSinglePage: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

/** The first value beside the one it was restated to. */
function restatedText({ first_index, index }: DayRow, t: Translate): string {
  const [first, value] = [indexText(first_index), indexText(index)];
  return first === value ? t('indices.restated_same') : t('indices.restated_from', { first, value });
}

function useColumns(open: (at_ms: number) => void): TableColumnsType<DayRow> {
  const { t } = useTranslation();
  return [
    { title: t('indices.time'), render: (_, row) => hourMinuteOf(row.at_ms) },
    { title: t('indices.measure.index'), align: 'right', render: (_, row) => <b>{indexText(row.index)}</b> },
    {
      title: t('indices.restated'),
      render: (_, row) => (row.restated > 0 ? restatedText(row, t) : NO_VALUE),
    },
    {
      title: t('indices.against_last_week'),
      align: 'right',
      render: (_, row) => <AgainstLastWeek row={row} />,
    },
    {
      title: t('indices.against_typical'),
      align: 'right',
      render: (_, row) => <Change value={difference(row.index, row.typical)} digits={1} />,
    },
    { title: t('indices.measure.gb_index'), align: 'right', render: (_, row) => indexText(row.gb_index) },
    { title: <Term of="tti" />, align: 'right', render: (_, row) => ratioText(row.tti) },
    { title: 'km/h', align: 'right', render: (_, row) => speedText(row.speed_kmh) },
    { title: t('index.coverage'), align: 'right', render: (_, row) => <Coverage share={row.coverage} /> },
    { title: t('index.samples'), align: 'right', render: (_, row) => grouped(row.samples) },
    { title: t('indices.figure.formula'), render: (_, row) => row.formula_versions.join(' ') },
    {
      title: t('indices.figure.link'),
      render: (_, row) => (
        <button type="button" className="link-button" onClick={() => open(row.at_ms)}>
          {t('indices.open_links')}
        </button>
      ),
    },
  ];
}
