import type { LotTrace, TracedLot } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { type Translate, useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { TraceDrawing } from './trace-drawing.tsx';

/** The way of a lot as a drawing, the lots and holders that were reached by how many movements away they are, and the movements. */
export function TraceResult({ trace }: { readonly trace: LotTrace }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { reached, movements, left_out, reached_left_out, took_ms } = trace;
  const holders = new Set(reached.map(({ holder }) => holder)).size;
  return (
    <>
      <p>
        {t('freight_cold_chain.reached', { lots: reached.length + reached_left_out, holders })}{' '}
        <small className="muted">{took_ms.toFixed(1)} ms</small>
      </p>
      <TraceDrawing trace={trace} />
      <Table
        rowKey={({ lot, holder }) => `${lot} ${holder}`}
        size="small"
        columns={columnsOf(t, language)}
        dataSource={[...reached].sort((one, other) => one.steps - other.steps || one.at_ms - other.at_ms)}
        scroll={{ x: true }}
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      />
      <h3>{t('freight_cold_chain.movements')}</h3>
      <ol className="cold-events">
        {movements.slice(0, 200).map((one) => (
          <li key={`${one.ref} ${one.from_lot} ${one.to_lot} ${one.to_holder}`}>
            <time>{minuteOf(one.at_ms)}</time> {t(`freight_cold_chain.movement.${one.kind}`)} {one.from_lot}@
            {one.from_holder} → {one.to_lot}@{one.to_holder} {one.quantity ?? '?'}
          </li>
        ))}
      </ol>
      {left_out + Math.max(0, movements.length - 200) > 0 && (
        <p className="muted">
          {t('freight_cold_chain.more', { n: left_out + Math.max(0, movements.length - 200) })}
        </p>
      )}
    </>
  );
}

const columnsOf = (t: Translate, language: 'zh' | 'en'): TableColumnsType<TracedLot> => [
  { title: t('freight_cold_chain.steps'), dataIndex: 'steps', align: 'right' },
  { title: t('freight_cold_chain.lot'), dataIndex: 'lot' },
  {
    title: t('freight_cold_chain.holder'),
    render: (_, { holder, holder_name }) => (holder_name ? `${holder_name[language]} (${holder})` : holder),
  },
  { title: t('freight_cold_chain.since'), render: (_, { at_ms }) => minuteOf(at_ms) },
  {
    title: t('freight_cold_chain.left_now'),
    align: 'right',
    render: (_, { left }) => left ?? t('freight_cold_chain.unknown'),
  },
];
