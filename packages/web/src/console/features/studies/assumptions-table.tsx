import type { StudyAssumption } from '@opentocc/contract';
import { Table } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Assumed } from '../../ui/assumed.tsx';

/** Everything that is assumed, with source and date. */
export function AssumptionsTable({ assumptions }: { readonly assumptions: readonly StudyAssumption[] }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Table
      rowKey={({ name }) => name.en}
      size="small"
      dataSource={[...assumptions]}
      pagination={false}
      scroll={{ x: 760 }}
      columns={[
        {
          title: t('studies.assumption'),
          render: (_, { name, assumed }) => (
            <>
              {name[language]} {assumed && <Assumed />}
            </>
          ),
        },
        { title: t('studies.value'), dataIndex: 'value' },
        { title: t('studies.valid_from'), dataIndex: 'valid_from' },
        { title: t('studies.origin'), className: 'wrap', render: (_, { source }) => source[language] },
      ]}
    />
  );
}
