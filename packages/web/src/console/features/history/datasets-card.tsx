import type { Dataset } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { bytesOf, grouped, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useDatasets } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { namesOf } from './left-out-names.ts';

/** Each dataset: how much of it there is, of which time, how long it stays, and what of it is damaged. */
export function DatasetsCard() {
  const { t } = useTranslation();
  const datasets = useDatasets();
  const columns = useColumns();
  return (
    <Card title={t('history.dataset')}>
      <Answer query={datasets}>
        {(list) => (
          <>
            <Table
              rowKey="code"
              size="small"
              columns={columns}
              dataSource={list}
              pagination={false}
              scroll={{ x: true }}
            />
            <LeftOut files={list.flatMap(({ code, damaged_files }) => namesOf(code, damaged_files))} />
          </>
        )}
      </Answer>
    </Card>
  );
}

function useColumns(): TableColumnsType<Dataset> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    { title: t('history.dataset'), render: (_, { name, code }) => `${name[language]} (${code})` },
    { title: t('history.rows'), align: 'right', render: (_, { rows }) => grouped(rows) },
    { title: t('history.pending'), align: 'right', render: (_, { pending_rows }) => grouped(pending_rows) },
    { title: t('history.bytes'), align: 'right', render: (_, { bytes }) => bytesOf(bytes) },
    { title: t('history.files'), align: 'right', render: (_, { files }) => grouped(files) },
    {
      title: t('history.damaged'),
      align: 'right',
      render: (_, { damaged_files }) =>
        damaged_files.length > 0 ? <b className="bad">{damaged_files.length}</b> : damaged_files.length,
    },
    {
      title: t('history.span'),
      render: (_, { from_ms, to_ms }) =>
        from_ms === null || to_ms === null ? t('history.empty') : `${minuteOf(from_ms)} – ${minuteOf(to_ms)}`,
    },
    {
      title: t('history.retention'),
      align: 'right',
      render: (_, { retention_days }) => t('history.days', { number: retention_days }),
    },
  ];
}
