import { Table } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { Card } from '../../../card.tsx';
import { ENGINE_CHECKS } from './engine-checks.ts';

/** What the engine was checked against, with the figure and the command that reproduces it. */
export function ChecksCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={t('studies.trust.checks')} extra={t('studies.trust.checks_hint')}>
      <Table
        rowKey={({ name }) => name.en}
        size="small"
        dataSource={[...ENGINE_CHECKS]}
        pagination={false}
        scroll={{ x: 860 }}
        columns={[
          { title: t('studies.trust.check'), className: 'wrap', render: (_, { name }) => name[language] },
          {
            title: t('studies.trust.figure'),
            className: 'wrap',
            render: (_, { result }) => result[language],
          },
          {
            title: t('studies.trust.command'),
            className: 'wrap',
            render: (_, { command }) => <code>{command}</code>,
          },
        ]}
      />
    </Card>
  );
}
