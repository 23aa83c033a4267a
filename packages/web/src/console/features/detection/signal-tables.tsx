import type { SignalEvidence } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { fixed, grouped, hourMinuteOf, percent, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';

type Part = SignalEvidence['links'][number];
type Change = SignalEvidence['history'][number];

/** The links of a signal, with their speed, the usual, and how sure each says it. */
export function SignalLinks({ found: { links } }: { readonly found: SignalEvidence }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const columns: TableColumnsType<Part> = [
    { title: t('detection.link'), dataIndex: 'link' },
    { title: t('detection.road'), render: (_, { road }) => road[language] || '—' },
    { title: t('detection.part'), render: (_, { part }) => t(`detection.parts.${part}`) },
    { title: t('detection.speed'), align: 'right', render: (_, { speed_kmh }) => speedText(speed_kmh) },
    { title: t('detection.usual'), align: 'right', render: (_, { usual_kmh }) => speedText(usual_kmh) },
    { title: t('detection.samples'), align: 'right', dataIndex: 'samples' },
    { title: t('detection.evidence'), align: 'right', render: (_, { evidence }) => fixed(evidence, 1) },
  ];
  if (links.length === 0) return <p className="muted">{t('detection.no_links')}</p>;
  return (
    <Table
      rowKey={({ link, part }) => `${part} ${link}`}
      size="small"
      columns={columns}
      dataSource={[...links]}
      pagination={{ pageSize: 6, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: true }}
    />
  );
}

/** What became of a signal, line by line. */
export function SignalCourse({ found: { history } }: { readonly found: SignalEvidence }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Change & { readonly key: number }> = [
    { title: t('detection.time'), render: (_, { at_ms }) => hourMinuteOf(at_ms) },
    { title: t('detection.what'), render: (_, { what }) => t(`detection.changes.${what}`) },
    { title: t('detection.kind'), render: (_, { kind }) => t(`detection.kinds.${kind}`) },
    { title: t('detection.links'), align: 'right', render: (_, { links }) => grouped(links) },
    { title: t('detection.length'), align: 'right', render: (_, { length_m }) => grouped(length_m) },
    { title: t('detection.confidence'), align: 'right', render: (_, { confidence }) => percent(confidence) },
  ];
  if (history.length === 0) return <p className="muted">{t('detection.no_history')}</p>;
  return (
    <Table
      rowKey="key"
      size="small"
      columns={columns}
      dataSource={history.map((change, key) => ({ ...change, key }))}
      pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: true }}
    />
  );
}
