import type { DrillWarning } from '@opentocc/contract';
import { Table, type TableColumnsType, Tag } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';

/** What rules of today would have raised, the first first. */
export function WarningsCard({ warnings }: { readonly warnings: readonly DrillWarning[] }) {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t('drills.warnings')} extra={String(warnings.length)}>
      {warnings.length === 0 ? (
        <p className="muted">{t('drills.no_warnings')}</p>
      ) : (
        <Table
          rowKey={({ rule, from_ms, title }) => `${rule}/${from_ms}/${title.en}`}
          size="small"
          columns={columns}
          dataSource={[...warnings]}
          scroll={{ x: true }}
          pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
        />
      )}
    </Card>
  );
}

function useColumns(): TableColumnsType<DrillWarning> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    { title: t('drills.from'), render: (_, { from_ms }) => minuteOf(from_ms) },
    { title: t('drills.level'), render: (_, { level }) => <Tag>{t(`drills.levels.${level}`)}</Tag> },
    { title: t('drills.what'), render: (_, { title }) => title[language] || title.zh },
    { title: t('drills.rule'), render: (_, { rule_name }) => rule_name[language] || rule_name.zh },
    {
      title: t('drills.to'),
      render: (_, { to_ms }) => (to_ms === null ? t('drills.still') : minuteOf(to_ms)),
    },
    { title: t('drills.asked_first'), render: (_, { asked }) => asked.join('、') || t('drills.nobody') },
    {
      title: t('drills.that_day'),
      render: (_, { warned_ms }) =>
        warned_ms === null ? t('drills.never') : t('drills.warned_at', { at: minuteOf(warned_ms) }),
    },
    {
      title: t('drills.hidden_by'),
      render: (_, { hidden_by }) =>
        hidden_by.map((id) => t('drills.silence_of', { id: id.slice(0, 8) })).join('、'),
    },
  ];
}
