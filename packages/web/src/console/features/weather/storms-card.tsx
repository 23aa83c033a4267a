import type { DistrictImpact, StormView, WeatherOverview } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import type { Asked } from '../../../ui/asked.ts';
import { hourMinuteOf, minuteOf, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useDistrictOptions } from '../../session/directory.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { TrackMap } from './track-map.tsx';

/** Each storm: its track with wind circles, and when they reach each district. */
export function StormsCard({ weather }: { readonly weather: Asked<WeatherOverview> }) {
  const { t } = useTranslation();
  return (
    <Card title={t('weather.storms')}>
      <Answer
        query={weather}
        isEmpty={({ storms }) => storms.length === 0}
        empty={t('weather.no_storms')}
        height_px={120}
      >
        {({ storms }) => storms.map((storm) => <Storm key={storm.code} storm={storm} />)}
      </Answer>
    </Card>
  );
}

function Storm({ storm }: { readonly storm: StormView }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const columns = useColumns();
  const { code, name, points, impacts, circles_assumed } = storm;
  return (
    <div className="storm">
      <TrackMap points={points} label={t('weather.map', { name: name[language] })} />
      <div>
        <h3>
          {name[language]} <span className="muted">{code}</span>{' '}
          {circles_assumed && <Assumed source={t('weather.assumed_circles')} />}
        </h3>
        {impacts.length === 0 ? (
          <p className="muted">{t('weather.no_impact')}</p>
        ) : (
          <Table
            rowKey={({ district, force }) => `${district}/${force}`}
            size="small"
            columns={columns}
            dataSource={[...impacts].sort(firstFirst)}
            scroll={{ x: true }}
            pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
          />
        )}
      </div>
    </div>
  );
}

const firstFirst = (a: DistrictImpact, b: DistrictImpact): number =>
  (a.earliest_ms ?? 0) - (b.earliest_ms ?? 0) || a.force - b.force;

function useColumns(): TableColumnsType<DistrictImpact> {
  const { t } = useTranslation();
  const names = new Map(useDistrictOptions().map(({ value, label }) => [value, label]));
  const timeOf = (at_ms: number | null) => (at_ms === null ? t('weather.not_surely') : minuteOf(at_ms));
  return [
    { title: t('weather.district'), render: (_, { district }) => names.get(district) ?? district },
    { title: t('weather.force'), render: (_, { force }) => t('weather.force_n', { n: force }) },
    { title: t('weather.arrives'), render: (_, { arrives_ms }) => timeOf(arrives_ms) },
    {
      title: t('weather.interval'),
      render: (_, { earliest_ms, latest_ms }) =>
        `${earliest_ms === null ? NO_VALUE : hourMinuteOf(earliest_ms)} – ${
          latest_ms === null ? t('weather.not_surely') : hourMinuteOf(latest_ms)
        }`,
    },
    {
      title: t('weather.leaves'),
      render: (_, { leaves_ms }) => (leaves_ms === null ? NO_VALUE : minuteOf(leaves_ms)),
    },
  ];
}
