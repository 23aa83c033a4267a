import type { DetectorOutcome } from '@opentocc/contract';
import { Alert, Table } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** What a list comes to, or came to, with every bad cell named. */
export function ImportOutcome({ outcome }: { readonly outcome: DetectorOutcome }) {
  const { t } = useTranslation();
  const { applied, problems, ignored, good_rows, bad_rows, added, changed, unchanged } = outcome;
  return (
    <>
      <Alert
        type={bad_rows > 0 ? 'warning' : applied ? 'success' : 'info'}
        showIcon
        title={t(applied ? 'detectors.taken' : 'detectors.seen', {
          ...{ good: good_rows, bad: bad_rows },
          ...{ added, changed, unchanged },
        })}
        description={ignored.length > 0 && t('detectors.ignored', { names: ignored.join(t('common.comma')) })}
      />
      {problems.length > 0 && (
        <Table
          size="small"
          rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
          dataSource={problems}
          pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('detectors.row'), dataIndex: 'row', align: 'right', width: 70 },
            { title: t('detectors.column'), render: (_, { heading, column }) => heading || column },
            { title: t('detectors.problem'), dataIndex: 'message', className: 'wrap' },
          ]}
        />
      )}
    </>
  );
}
