import type { AnswerOf, IndexLink, IndexScope } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer, Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import {
  fixed,
  grouped,
  hourMinuteOf,
  indexText,
  minuteOf,
  NO_VALUE,
  ratioText,
  speedText,
} from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useRoadName, useStretchText } from '../../../ui/road-name.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { ExportMenu } from '../../export/export-menu.tsx';
import type { ExportTable } from '../../export/export-table.ts';
import { Term } from '../../ui/term.tsx';
import { Basis, useBasisFacts } from './basis.tsx';

const SHOWN = 500;

/** A value to open: now, or of a window that is past. */
export interface OpenedValue {
  readonly scope: IndexScope;
  readonly key: string;
  readonly name: string;
  readonly window_end_ms: number | null;
}

/** The links behind a value with what each adds to it; from each on to its evidence. */
export function LinksDrawer({ opened, close }: { readonly opened: OpenedValue | null; close(): void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={opened !== null}
      onClose={close}
      size={920}
      title={opened && `${t('indices.behind')} · ${opened.name}`}
    >
      {opened && <Links opened={opened} />}
    </Drawer>
  );
}

function Links({ opened }: { readonly opened: OpenedValue }) {
  const { t } = useTranslation();
  const { scope, key, window_end_ms } = opened;
  const links = useQuery({
    queryKey: ['index-links', scope, key, window_end_ms],
    queryFn: () =>
      call('GET /api/v1/indices/links', {
        query: { scope, key, limit: SHOWN, window_end_ms: window_end_ms ?? undefined },
      }),
  });
  return (
    <Answer
      query={links}
      isEmpty={(found) => found.links.length === 0}
      empty={t('indices.no_data')}
      lacks="measurements"
    >
      {(found) => <Behind opened={opened} found={found} />}
    </Answer>
  );
}

interface BehindProps {
  readonly opened: OpenedValue;
  readonly found: AnswerOf<'GET /api/v1/indices/links'>;
}

function Behind({ opened: { scope, key, name }, found: { value, links, link_count } }: BehindProps) {
  const { t } = useTranslation();
  const factsOf = useBasisFacts();
  const roadName = useRoadName();
  const stretchText = useStretchText();
  const columns = useColumns();
  const window = `${minuteOf(value.window_start_ms)}–${hourMinuteOf(value.window_end_ms)}`;
  const basis = {
    versions: [value.formula_version],
    window,
    coverage: value.coverage,
    samples: value.samples,
  };
  const table = (): ExportTable => ({
    title: `${t('indices.behind')} · ${name}`,
    facts: [[t('indices.measure.index'), indexText(value.index)], ...factsOf({ ...basis, object: name })],
    columns: [
      { title: t('link.id'), digits: 0 },
      { title: t('indices.figure.road') },
      { title: t('link.stretch') },
      { title: t('indices.figure.class') },
      { title: `${t('indices.figure.length')} (m)`, digits: 0 },
      { title: `${t('link.speed')} (km/h)`, digits: 1 },
      { title: `${t('index.free_flow')} (km/h)`, digits: 1 },
      { title: t('indices.state') },
      { title: t('indices.measure.index'), digits: 2 },
      { title: t('indices.weight'), digits: 5 },
      { title: t('indices.contribution'), percent_digits: 1 },
      { title: t('index.samples'), digits: 0 },
    ],
    rows: links.map((link) => [
      link.link,
      roadName(link.name),
      stretchText(link.stretch),
      t(`link_class.${link.class}`),
      link.length_m,
      link.speed_kmh,
      link.free_flow_kmh,
      t(`state.${STATE_NAMES[link.state]}`),
      link.index,
      link.weight,
      link.index === null ? null : link.index * link.weight,
      link.samples,
    ]),
  });
  return (
    <div className="behind">
      <div className="behind-head">
        <b className="behind-value">{indexText(value.index)}</b>
        <span>{t('indices.measure.index')}</span>
        <span className="muted">
          {t('indices.measure.gb_index')} {indexText(value.gb_index)} · <Term of="tti" />{' '}
          {ratioText(value.tti)} · {speedText(value.speed_kmh)} km/h
        </span>
        <span className="card-extra">
          <ExportMenu name={`links-${scope}-${key}`} table={table} />
        </span>
      </div>
      <Basis {...basis} />
      <p className="muted hint-inline">
        {t('indices.behind_hint')} ·{' '}
        {t('indices.shown_of', { shown: links.length, all: grouped(link_count) })}
      </p>
      <Table
        rowKey="link"
        size="small"
        columns={columns}
        dataSource={[...links]}
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      />
    </div>
  );
}

function useColumns(): TableColumnsType<IndexLink> {
  const { t } = useTranslation();
  const roadName = useRoadName();
  const stretchText = useStretchText();
  const theme = useStore(themeStore);
  return [
    {
      title: t('indices.figure.link'),
      render: (_, link) => (
        <Link to="/links/$link" params={{ link: String(link.link) }} title={t('indices.evidence_now')}>
          {roadName(link.name)} <small className="muted">{stretchText(link.stretch)}</small>
        </Link>
      ),
    },
    { title: t('indices.figure.class'), render: (_, link) => t(`link_class.${link.class}`) },
    { title: 'm', align: 'right', render: (_, link) => fixed(link.length_m) },
    {
      title: t('indices.state'),
      render: (_, link) => (
        <>
          <i className="row-lamp" style={{ background: STATE_COLOURS[theme][link.state] }} />{' '}
          {t(`state.${STATE_NAMES[link.state]}`)}
        </>
      ),
    },
    {
      title: (
        <>
          km/h / <Term of="free_flow">{t('index.free_flow')}</Term>
        </>
      ),
      align: 'right',
      render: (_, link) => `${speedText(link.speed_kmh)} / ${fixed(link.free_flow_kmh)}`,
    },
    { title: t('indices.figure.value'), align: 'right', render: (_, link) => indexText(link.index) },
    {
      title: t('indices.weight'),
      align: 'right',
      render: (_, link) => (link.weight === 0 ? NO_VALUE : `${fixed(100 * link.weight, 2)}%`),
    },
    {
      title: t('indices.contribution'),
      align: 'right',
      render: (_, link) => (link.index === null ? NO_VALUE : fixed(link.index * link.weight, 4)),
    },
    {
      title: <Term of="samples">{t('index.samples')}</Term>,
      align: 'right',
      render: (_, link) => grouped(link.samples),
    },
  ];
}
