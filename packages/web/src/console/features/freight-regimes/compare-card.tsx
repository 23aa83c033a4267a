import type { FreightRegime, FreightRegimeEntry, FreightRule } from '@opentocc/contract';
import { Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { differencesOf, type RuleDifference } from './compare.ts';
import { RuleSentence, useSay } from './words.tsx';

interface Props {
  readonly regime: FreightRegime;
  readonly all: readonly FreightRegimeEntry[];
}

const keyOf = ({ code, version }: Pick<FreightRegime, 'code' | 'version'>): string => `${code}@${version}`;

/** What another version says otherwise, in words. */
export function CompareCard({ regime, all }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const others = all.map((entry) => entry.regime).filter((one) => keyOf(one) !== keyOf(regime));
  const before = others.findLast((one) => one.from_ms <= regime.from_ms && one.streets.length === 0);
  const [chosen, choose] = useState<string | null>(before ? keyOf(before) : null);
  const other = others.find((one) => keyOf(one) === chosen);
  return (
    <Card
      title={t('freight-regimes.compare')}
      extra={
        <Select
          aria-label={t('freight-regimes.compare_with')}
          value={chosen}
          onChange={choose}
          className="regimes-choice"
          options={others.map((one) => ({ value: keyOf(one), label: `${say(one.name)} v${one.version}` }))}
        />
      }
    >
      {other && <Differences of={differencesOf(other, regime)} />}
    </Card>
  );
}

function Differences({ of }: { readonly of: readonly RuleDifference[] }) {
  const { t } = useTranslation();
  const columns = useColumns();
  if (of.length === 0) return <p className="muted">{t('freight-regimes.no_difference')}</p>;
  return (
    <Table
      rowKey="key"
      size="small"
      columns={columns}
      dataSource={[...of]}
      scroll={{ x: true }}
      pagination={false}
    />
  );
}

function useColumns(): TableColumnsType<RuleDifference> {
  const { t } = useTranslation();
  const say = useSay();
  const side = (rule: FreightRule | null) => (rule ? <RuleSentence rule={rule} /> : '—');
  return [
    {
      title: t('freight-regimes.rule'),
      className: 'wrap',
      render: (_, { before, after }) => say((after ?? before)?.name ?? { zh: '', en: '' }),
    },
    {
      title: t('freight-regimes.difference'),
      render: (_, { before, after }) =>
        t(`freight-regimes.differs.${before === null ? 'added' : after === null ? 'left_out' : 'changed'}`),
    },
    { title: t('freight-regimes.there'), className: 'wrap', render: (_, { before }) => side(before) },
    { title: t('freight-regimes.here'), className: 'wrap', render: (_, { after }) => side(after) },
  ];
}
