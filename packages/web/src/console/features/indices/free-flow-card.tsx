import { Answer } from '../../../ui/answer.tsx';
import { grouped } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useFreeFlowStatus } from '../../../ui/queries.ts';
import { Card } from '../../card.tsx';

/** Whether free flow is measured yet, and on how many links. */
export function FreeFlowCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('indices.free_flow')}>
      <Answer query={useFreeFlowStatus()}>
        {({ days, days_needed, links_measured, link_count }) =>
          links_measured === 0 ? (
            <p className="note">{t('indices.free_flow_assumed', { days, needed: days_needed })}</p>
          ) : (
            <p>
              {t('indices.free_flow_measured', {
                links: grouped(links_measured),
                all: grouped(link_count),
                days,
              })}
            </p>
          )
        }
      </Answer>
    </Card>
  );
}
