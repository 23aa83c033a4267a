import type { IndexConfiguration } from '@opentocc/contract';
import { App, Button, Table, type TableColumnsType, Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { dayOf, minuteOf } from '../../../ui/format.ts';
import { useProvenance } from '../../../ui/i18n/provenance.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useIndexConfigurations } from '../../../ui/queries.ts';
import { Card } from '../../card.tsx';
import { useMayInCity } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { ConfigurationSources } from './configuration-sources.tsx';

/** Every version, the newest first; one that is not yet in force may be withdrawn. */
export function ConfigurationVersionsCard() {
  const { t } = useTranslation();
  const may = useMayInCity('indices:configure');
  const configurations = useIndexConfigurations();
  const columns = useColumns(may, known(configurations) ?? []);
  return (
    <Card title={t('indices.config.versions')}>
      <Answer query={configurations}>
        {(all) => (
          <Table
            rowKey="formula_version"
            size="small"
            columns={columns}
            dataSource={[...all].reverse()}
            pagination={false}
            expandable={{
              columnTitle: <span className="visually-hidden">{t('common.details')}</span>,
              expandedRowRender: (one) => <ConfigurationSources configuration={one} />,
            }}
          />
        )}
      </Answer>
    </Card>
  );
}

function useColumns(may: boolean, all: readonly IndexConfiguration[]): TableColumnsType<IndexConfiguration> {
  const { t } = useTranslation();
  const provenance = useProvenance();
  const { modal } = App.useApp();
  const act = useAction('index-standards');
  const current = all.findLast(({ in_force }) => in_force);
  const withdraw = ({ formula_version }: IndexConfiguration) =>
    modal.confirm({
      title: t('indices.config.withdraw_ask', { version: formula_version }),
      okText: t('indices.config.withdraw'),
      onOk: () =>
        act(() => call('DELETE /api/v1/indices/standards/:formula_version', { params: { formula_version } })),
    });
  return [
    { title: t('indices.config.version'), render: (_, one) => <b>{one.formula_version}</b> },
    {
      title: t('indices.config.valid_from'),
      render: (_, { valid_from_ms }) => (valid_from_ms === 0 ? '—' : dayOf(valid_from_ms)),
    },
    {
      title: t('indices.config.status'),
      render: (_, one) => {
        if (!one.in_force) return <Tag className="tag-future">{t('indices.config.future')}</Tag>;
        return one === current ? (
          <Tag className="tag-force">{t('indices.config.in_force')}</Tag>
        ) : (
          <Tag>{t('indices.config.past')}</Tag>
        );
      },
    },
    { title: t('indices.figure.standard'), render: (_, one) => provenance(one.standard) },
    { title: t('indices.assumed'), render: (_, one) => t(one.assumed ? 'indices.yes' : 'indices.no') },
    {
      title: t('indices.config.set_by'),
      render: (_, { set }) => (set ? `${set.by} · ${minuteOf(set.at_ms)}` : t('indices.config.built_in')),
    },
    { title: t('indices.config.reason'), className: 'wrap', render: (_, { set }) => set?.reason ?? '—' },
    {
      title: t('common.acts'),
      render: (_, one) =>
        may &&
        !one.in_force && (
          <Button size="small" danger onClick={() => withdraw(one)}>
            {t('indices.config.withdraw')}
          </Button>
        ),
    },
  ];
}
