import type { IndexValue } from '@opentocc/contract';
import { Table } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { hourMinuteOf, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useBandBelow } from '../../../ui/queries.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Basis } from './basis.tsx';
import type { OpenedValue } from './links-drawer.tsx';
import { useLiveIndices } from './live-indices.ts';
import { useNowColumns } from './now-columns.tsx';
import { useNowTable } from './now-export.ts';

const ROWS = 20;

interface Props {
  readonly scope: Exclude<IndexValue['scope'], 'link'>;
  open(value: OpenedValue): void;
}

/** The values of a scope now. */
export function NowValuesCard({ scope, open }: Props) {
  const { t } = useTranslation();
  const asked = useLiveIndices(scope);
  const values = known(asked) ?? [];
  const band_below = useBandBelow(useNow(60_000));
  const columns = useNowColumns(open, band_below);
  const tableOf = useNowTable();
  const sample = values[0];
  const versions = sample ? [sample.formula_version] : [];
  const window = sample ? `${minuteOf(sample.window_start_ms)}–${hourMinuteOf(sample.window_end_ms)}` : '';
  const object = t(`indices.scope.${scope}`);
  const title = `${t('indices.now_table')} · ${object}`;
  const samples = values.reduce((sum, value) => sum + value.samples, 0);
  const table = () =>
    sample && tableOf({ title, values, basis: { versions, object, window, samples }, band_below });
  return (
    <Card
      title={title}
      extra={
        <>
          {window} <ExportMenu name={`index-now-${scope}`} table={table} />
        </>
      }
    >
      <Answer
        query={asked}
        isEmpty={(list) => list.length === 0}
        empty={t('indices.no_window')}
        lacks="measurements"
      >
        {(list) => (
          <Table
            rowKey="key"
            size="small"
            columns={columns}
            dataSource={[...list]}
            scroll={{ x: 'max-content' }}
            pagination={list.length > ROWS ? { pageSize: ROWS, showSizeChanger: false } : false}
          />
        )}
      </Answer>
      {scope !== 'city' && <p className="muted chart-note">{t('indices.low_coverage_marked')}</p>}
      {sample && <Basis versions={versions} window={window} />}
    </Card>
  );
}
