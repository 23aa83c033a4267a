import type { City } from '@opentocc/contract';
import { Table, Tag } from 'antd';
import { fixed, grouped } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { Card } from '../card.tsx';

/** The districts with their codes and lengths of road. */
export function DistrictsCard({ city }: { readonly city: City }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={t('about.districts')}>
      <Table
        rowKey="code"
        size="small"
        pagination={false}
        dataSource={city.districts}
        columns={[
          { title: t('index.name'), render: (_, district) => district.name[language] },
          { title: 'GB/T 2260', render: (_, { code }) => <Tag>{code}</Tag> },
          { title: t('about.links'), align: 'right', render: (_, { link_count }) => grouped(link_count) },
          {
            title: `${t('about.length')} (km)`,
            align: 'right',
            render: (_, { length_km }) => fixed(length_km, 1),
          },
        ]}
      />
    </Card>
  );
}
