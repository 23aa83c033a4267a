import type { VisitRule } from '@opentocc/contract';
import type { TableColumnsType } from 'antd';
import { answerFrom } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useVisitRules } from './queries.ts';

/** By which dated rules cases are drawn, called and left out. */
export function RulesCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const columns: TableColumnsType<VisitRule & { id: string }> = [
    {
      title: t('visits.rule'),
      className: 'wrap',
      render: (_, { name, assumed, source }) => (
        <>
          {name[language]} {assumed && <Assumed source={source[language]} />}
        </>
      ),
    },
    { title: t('visits.valid_from'), dataIndex: 'valid_from' },
    { title: t('common.details'), className: 'wrap', render: (_, { rule }) => <RuleText rule={rule} /> },
  ];
  const query = answerFrom(useVisitRules(), (all) =>
    all.map((rule) => ({ ...rule, id: `${rule.key}/${rule.version}` })),
  );
  return (
    <Card title={t('visits.rules')}>
      <ListTable query={query} columns={columns} none={t('common.none')} />
    </Card>
  );
}

function RuleText({ rule }: Pick<VisitRule, 'rule'>) {
  const parts = Object.entries(rule).filter(([key]) => key !== 'kind' && key !== 'when');
  return <code>{parts.map(([key, value]) => `${key}=${String(value)}`).join(' ')}</code>;
}
