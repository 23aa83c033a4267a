import type { City } from '@opentocc/contract';
import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answer } from '../ui/answer.tsx';
import { fixed, grouped } from '../ui/format.ts';
import { LINK_CLASS_NAMES } from '../ui/names.ts';
import { languageStore } from '../ui/preferences.ts';
import { useCity } from '../ui/queries.ts';
import { useStore } from '../ui/store.ts';
import { Card } from './card.tsx';
import { FeatureCards } from './feature-cards.tsx';

/** What the screens rest on: the network and its origin, the standards and what in them is assumed. */
export function AboutPage() {
  const { t } = useTranslation();
  const city = useCity();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('about.title')}</h1>
      </div>
      <Answer query={city} height_px={200}>
        {(of) => (
          <div className="page-columns">
            <Network city={of} />
            <Classes city={of} />
          </div>
        )}
      </Answer>
      <FeatureCards place="about" />
      <Answer query={city} height_px={200}>
        {(of) => <Districts city={of} />}
      </Answer>
      <p className="muted">{t('about.licence')}</p>
    </div>
  );
}

function Network({ city }: { city: City }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const rows: [string, string][] = [
    [t('about.network'), city.name[language]],
    [t('about.version'), city.network_version],
    [t('about.links'), grouped(city.link_count)],
    [t('about.nodes'), grouped(city.node_count)],
    [t('about.length'), `${fixed(city.length_km, 1)} km`],
    [t('about.attribution'), city.attribution],
    [t('about.notice'), city.notice[language] || t('common.none')],
  ];
  return (
    <Card title={t('about.network')}>
      <dl className="description">
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Classes({ city }: { city: City }) {
  const { t } = useTranslation();
  return (
    <Card title={t('about.by_class')} extra="km">
      <dl className="facts">
        {LINK_CLASS_NAMES.map((name) => (
          <div key={name}>
            <dt>{t(`link_class.${name}`)}</dt>
            <dd>{fixed(city.length_km_by_class[name], 1)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Districts({ city }: { city: City }) {
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
