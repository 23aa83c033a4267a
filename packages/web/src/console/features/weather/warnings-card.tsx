import type { WeatherOverview, WeatherState, WeatherWarning } from '@opentocc/contract';
import { Table, type TableColumnsType, Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import type { Asked } from '../../../ui/asked.ts';
import { minuteOf, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useDistrictOptions } from '../../session/directory.ts';
import { SignalTag } from './level-tags.tsx';

const COLOUR: Readonly<Record<WeatherState, string>> = {
  in_force: 'error',
  updated: 'default',
  cancelled: 'success',
  expired: 'default',
};

/** Warnings of weather services, those in force first. */
export function WarningsCard({ weather }: { readonly weather: Asked<WeatherOverview> }) {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t('weather.warnings')}>
      <Answer
        query={weather}
        isEmpty={({ warnings }) => warnings.length === 0}
        empty={t('weather.none')}
        height_px={200}
      >
        {({ warnings }) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={warnings}
            scroll={{ x: true }}
            pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          />
        )}
      </Answer>
    </Card>
  );
}

function useColumns(): TableColumnsType<WeatherWarning> {
  const { t } = useTranslation();
  const names = new Map(useDistrictOptions().map(({ value, label }) => [value, label]));
  const areaOf = ({ districts, streets, description }: WeatherWarning['area']) =>
    [...streets, ...districts.map((code) => names.get(code) ?? code)].join('、') || description || NO_VALUE;
  return [
    {
      title: t('weather.kind'),
      className: 'wrap',
      render: (_, { level, title, exercise, replaces, findings }) => (
        <>
          {exercise && <Tag color="purple">{t('weather.exercise')}</Tag>}
          <SignalTag level={level} /> {title}
          <div className="muted">
            {[
              replaces === null ? '' : t('weather.replaces'),
              findings.length > 0 ? t('weather.findings', { n: findings.length }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      ),
    },
    {
      title: t('weather.state'),
      render: (_, { state }) => <Tag color={COLOUR[state]}>{t(`weather.state_name.${state}`)}</Tag>,
    },
    { title: t('weather.area'), className: 'wrap', render: (_, { area }) => areaOf(area) },
    { title: t('weather.issued'), render: (_, { issued_ms }) => minuteOf(issued_ms) },
    {
      title: t('weather.expires'),
      render: (_, { expires_ms }) => (expires_ms === null ? NO_VALUE : minuteOf(expires_ms)),
    },
    { title: t('weather.sender'), dataIndex: 'sender' },
    {
      title: t('common.acts'),
      render: (_, { id, identifier }) => (
        <a href={`/api/v1/weather/warnings/${id}/cap`} download={`${identifier}.cap`}>
          {t('weather.cap')}
        </a>
      ),
    },
  ];
}
