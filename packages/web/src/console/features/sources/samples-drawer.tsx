import type { RejectedSample, SourceHealth } from '@opentocc/contract';
import { Drawer, Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { clockOf, dayOf, fixed, minuteOf, NO_VALUE, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { type SampleChoice, useSamples } from './queries.ts';

interface Props {
  readonly choice: SampleChoice;
  readonly source: SourceHealth | undefined;
  onClose(): void;
}

/** Rejected fixes of one source and reason, as they were sent. */
export function SamplesDrawer({ choice, source, onClose }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const samples = useSamples(choice);
  const columns = useColumns();
  const span = `${minuteOf(choice.from_ms)} – ${minuteOf(choice.to_ms)}`;
  return (
    <Drawer
      open
      size={1120}
      rootClassName="samples"
      onClose={onClose}
      title={`${t('sources.quality.samples')} · ${source?.name[language] ?? choice.source} · ${t(`reject.${choice.reason}`)}`}
    >
      <p className="muted hint">
        {span} · {t('sources.quality.samples_hint')} · {source?.datum}
      </p>
      <Answer query={samples} isEmpty={(list) => list.length === 0} empty={t('sources.quality.no_samples')}>
        {(list) => (
          <Table
            rowKey={(one) => `${one.received_ms}/${one.vehicle}/${one.at_ms}/${one.terminal}/${one.newest}`}
            size="small"
            columns={columns}
            dataSource={list}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: true }}
          />
        )}
      </Answer>
    </Drawer>
  );
}

const instant = (at_ms: number) => `${dayOf(at_ms)} ${clockOf(at_ms)}`;

function useColumns(): TableColumnsType<RejectedSample> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    { title: t('fix.received_at'), render: (_, { received_ms }) => instant(received_ms) },
    {
      title: t('fix.stated_at'),
      render: (_, { at_ms }) => (at_ms === null ? NO_VALUE : instant(at_ms)),
    },
    {
      title: t('sources.quality.who'),
      render: (_, { plate, terminal, vehicle }) => plate ?? terminal ?? (vehicle ? `#${vehicle}` : NO_VALUE),
    },
    {
      title: t('sources.quality.place'),
      render: (_, { lon, lat }) => `${fixed(lon, 6)}, ${fixed(lat, 6)}`,
    },
    {
      title: t('sources.quality.speed_course'),
      align: 'right',
      render: (_, { speed_kmh, course_deg }) => `${speedText(speed_kmh)} km/h / ${fixed(course_deg)}°`,
    },
    { title: t('fix.why'), className: 'wrap', render: (_, { why }) => why?.[language] ?? NO_VALUE },
    {
      title: t('sources.quality.sample_kind'),
      render: (_, { newest }) => t(newest ? 'sources.quality.newest' : 'sources.quality.fair'),
    },
  ];
}
