import type { Inhibition, InhibitionsInForce } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useSaid } from './labels.ts';

/** What holds back what, by whom it was set, and a button that ends one. */
export function InhibitionList({ all }: { readonly all: InhibitionsInForce }) {
  const { t } = useTranslation();
  const columns = useColumns(all);
  return (
    <>
      <p className="muted">
        {t('warnings.inhibitions_are')}{' '}
        {all.by === null ? (
          <Assumed source={t('warnings.inhibitions_first')} />
        ) : (
          t('warnings.set_by', { by: all.by, at: minuteOf(all.at_ms ?? 0), version: all.version })
        )}
      </p>
      <Table
        rowKey={({ name }) => name.zh}
        size="small"
        scroll={{ x: true }}
        pagination={false}
        dataSource={all.list}
        columns={columns}
      />
    </>
  );
}

function useColumns({ version, list }: InhibitionsInForce): TableColumnsType<Inhibition> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const said = useSaid();
  const may = useMay('warnings:rules');
  const run = useAction('inhibitions', 'warnings');
  const end = (ended: Inhibition) =>
    run(() =>
      call('PUT /api/v1/inhibitions', { body: { version, list: list.filter((one) => one !== ended) } }),
    );
  return [
    { title: t('warnings.inhibition'), render: (_, { name }) => name[language] },
    { title: t('warnings.while'), render: (_, { source }) => said.conditions(source) },
    { title: t('warnings.holds_back'), render: (_, { target }) => said.conditions(target) },
    {
      title: t('warnings.with_same'),
      render: (_, { equal }) => equal.map(said.label).join(t('warnings.list_comma')),
    },
    {
      title: t('warnings.end'),
      render: (_, one) =>
        may && (
          <Button size="small" onClick={() => end(one)}>
            {t('warnings.end')}
          </Button>
        ),
    },
  ];
}
