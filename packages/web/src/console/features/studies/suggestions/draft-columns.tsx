import type { ControlDraft } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { fixed, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useRoadName } from '../../../../ui/road-name.ts';
import { useStore } from '../../../../ui/store.ts';
import { DraftTag, WithdrawDraft, Withdrawn } from './draft-line.tsx';

/** Columns of the table of drafts. */
export function useDraftColumns(): TableColumnsType<ControlDraft> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const nameOf = useRoadName();
  return [
    { title: t('studies.suggest.state'), render: (_, { state }) => <DraftTag state={state} /> },
    {
      title: t('studies.suggest.study'),
      render: (_, { study, road }) => (
        <Link to="/studies/$study" params={{ study: String(study) }}>
          {[`#${study}`, nameOf(road)].filter(Boolean).join(' · ')}
        </Link>
      ),
    },
    {
      ...{ title: t('studies.suggest.what'), className: 'wrap' },
      render: (_, { suggestion }) => suggestion.name[language],
    },
    {
      ...{ title: t('studies.suggest.sign_text'), className: 'wrap' },
      render: (_, { sign_text }) => sign_text && <span className="suggest-sign">{sign_text[language]}</span>,
    },
    {
      ...{ title: t('studies.suggest.saved_title'), align: 'right' },
      render: (_, { saved_vehicle_hours: { mean, half } }) =>
        `${fixed(mean, 1)}${half === null ? '' : ` ± ${fixed(half, 1)}`}`,
    },
    { title: t('studies.suggest.author'), dataIndex: 'author' },
    { title: t('studies.suggest.at'), render: (_, { drafted_ms }) => minuteOf(drafted_ms) },
    {
      ...{ title: t('studies.suggest.withdrawal'), className: 'wrap' },
      render: (_, draft) => (
        <>
          <Withdrawn draft={draft} />
          <WithdrawDraft draft={draft} />
        </>
      ),
    },
  ];
}
