import type { QualityFinding, SourceHealth } from '@opentocc/contract';
import { type TableColumnsType, Tag } from 'antd';
import { ageOf, dayOf, fixed, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import type { FindingGroup, FindingState } from './finding-groups.ts';

/** Columns of the list of what to fix: a cause a row. */
export function useFindingColumns(
  sources: readonly SourceHealth[],
  state: FindingState,
): TableColumnsType<FindingGroup> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const nameOf = (id: number) => sources.find((source) => source.id === id)?.name[language] ?? String(id);
  const ended: TableColumnsType<FindingGroup> = [
    {
      title: t('sources.quality.ended'),
      render: (_, { cause: { closed_ms } }) => (closed_ms === null ? fixed(null) : minuteOf(closed_ms)),
    },
  ];
  return [
    { title: t('sources.quality.what'), className: 'wrap', render: (_, group) => <What group={group} /> },
    { title: t('common.source'), render: (_, { cause }) => nameOf(cause.source) },
    { title: t('sources.quality.since'), render: (_, { cause }) => minuteOf(cause.since_ms) },
    { title: t('sources.quality.lasted'), align: 'right', render: (_, { cause }) => lastedOf(cause) },
    ...(state === 'closed' ? ended : []),
    {
      title: t('sources.quality.vehicles'),
      align: 'right',
      render: (_, { cause: { vehicles, vehicles_judged } }) =>
        vehicles_judged > 0 ? `${vehicles} / ${vehicles_judged}` : fixed(null),
    },
    {
      title: t('sources.quality.certainty_title'),
      render: (_, { cause }) => t(`sources.quality.certainty.${cause.certainty}`),
    },
    {
      title: t('sources.quality.concerned_title'),
      render: (_, { cause }) => t(`sources.quality.concerned.${cause.concerned}`),
    },
    { title: t('sources.handling.title'), render: (_, { cause }) => <Handled finding={cause} /> },
  ];
}

const lastedOf = ({ since_ms, closed_ms, last_seen_ms }: QualityFinding): string =>
  ageOf((closed_ms ?? Math.max(platformNow(), last_seen_ms)) - since_ms);

/** What is wrong, how grave it is, and how much follows from it. */
function What({ group: { cause, follow } }: { group: FindingGroup }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <span className="finding-what">
      <Severity of={cause} />
      <span>
        {cause.title[language]}
        {follow.length > 0 && (
          <small className="muted"> {t('sources.handling.follow', { number: follow.length })}</small>
        )}
      </span>
    </span>
  );
}

export function Severity({ of: { severity } }: { of: QualityFinding }) {
  const { t } = useTranslation();
  return <b className={`severity severity-${severity}`}>{t(`sources.quality.severity.${severity}`)}</b>;
}

/** Where it stands with people: acknowledged, given to somebody, silent. */
function Handled({ finding: { handling, closed_ms } }: { finding: QualityFinding }) {
  const { t } = useTranslation();
  const { acknowledged, assignee, muted } = handling;
  return (
    <>
      {!acknowledged && closed_ms === null && <Tag color="warning">{t('sources.handling.waiting')}</Tag>}
      {acknowledged && <Tag>{t('sources.handling.acknowledged', { by: acknowledged.by })}</Tag>}
      {assignee && <Tag color="processing">{t('sources.handling.assigned', { to: assignee.name })}</Tag>}
      {muted && <Tag>{t('sources.handling.muted', { until: dayOf(muted.until_ms - 1) })}</Tag>}
    </>
  );
}
