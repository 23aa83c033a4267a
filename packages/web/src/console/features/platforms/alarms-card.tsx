import type { PlatformAlarm, PlatformRequests } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { fixed, minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useNameOf } from './name-of.ts';
import { PLATFORM_TALK, usePlatformAlarms } from './queries.ts';

interface Props {
  readonly platforms: PlatformRequests['platforms'];
}

const TYPES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13'] as const;
const RESULTS = ['0', '1', '2', '3'] as const;

/** Alarms that platforms reported; who may demands that they are handled. */
export function AlarmsCard({ platforms }: Props) {
  const { t } = useTranslation();
  const columns = useColumns(platforms);
  return (
    <Card title={t('platforms.alarms')}>
      <Answer
        query={usePlatformAlarms()}
        isEmpty={({ length }) => length === 0}
        empty={t('platforms.no_alarms')}
      >
        {(alarms) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={alarms}
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            scroll={{ x: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

function useColumns(platforms: Props['platforms']): TableColumnsType<PlatformAlarm> {
  const { t } = useTranslation();
  const nameOf = useNameOf(platforms);
  const typeOf = (type: number): string => {
    const own = TYPES.find((one) => one === `${type}`);
    return own ? t(`platforms.types.${own}`) : t('platforms.types.other', { type: `${type}` });
  };
  const resultOf = (result: number | null): string => {
    const own = RESULTS.find((one) => one === `${result}`);
    return own ? t(`platforms.results.${own}`) : fixed(result);
  };
  return [
    { title: t('platforms.at'), render: (_, { at_ms }) => minuteOf(at_ms) },
    { title: t('platforms.platform'), render: (_, { source }) => nameOf(source) },
    { title: t('platforms.plate'), render: (_, { plate }) => (plate ? plateOf(plate) : fixed(null)) },
    { title: t('platforms.type'), render: (_, { type }) => typeOf(type) },
    { title: t('platforms.text'), className: 'wrap', dataIndex: 'text' },
    { title: t('platforms.handled'), render: (_, { handled }) => resultOf(handled) },
    { title: t('platforms.supervise'), render: (_, alarm) => <Supervise alarm={alarm} /> },
  ];
}

function Supervise({ alarm: { id, supervision, plate } }: { readonly alarm: PlatformAlarm }) {
  const { t } = useTranslation();
  const may = useMay('interchange:ask');
  const act = useAction(PLATFORM_TALK);
  if (supervision !== null) return <>{t('platforms.supervised', { id: `${supervision}` })}</>;
  if (!may || plate === null) return <>{fixed(null)}</>;
  return (
    <Confirm
      title={t('platforms.supervise_confirm')}
      onConfirm={() =>
        act(() => call('POST /api/v1/interchange/alarms/:id/supervision', { params: { id }, body: {} }))
      }
    >
      <Button size="small">{t('platforms.supervise')}</Button>
    </Confirm>
  );
}
