import type { Visit } from '@opentocc/contract';
import type { TableColumnsType } from 'antd';
import { answerFrom } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { type Translate, useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { CaseNumber } from '../../ui/case-number.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useVisits } from './queries.ts';

/** The newest visits, and how they stand. */
export function ListCard() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t('visits.list')}>
      <ListTable
        query={answerFrom(useVisits(), ({ visits }) => visits)}
        columns={columns}
        none={t('visits.list_none')}
        height_px={240}
        rows={12}
      />
    </Card>
  );
}

function useColumns(): TableColumnsType<Visit> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    {
      title: t('visits.case'),
      render: (_, visit) => <CaseNumber id={visit.case} number={visit.number} />,
    },
    { title: t('visits.subject'), className: 'wrap', dataIndex: 'title' },
    {
      title: t('visits.unit'),
      render: (_, { unit_name }) => (unit_name ? unit_name[language] : t('visits.by_hotline')),
    },
    {
      title: t('visits.attempts'),
      render: (_, { attempts }) =>
        attempts.map(({ at_ms, outcome }) => (
          <div key={at_ms} className="muted nowrap">
            {minuteOf(at_ms).slice(5)} {t(`visits.outcome.${outcome}`)}
          </div>
        )),
    },
    { title: t('visits.result'), render: (_, visit) => resultText(t, visit) },
  ];
}

function resultText(t: Translate, { state, answers, link }: Visit): string {
  if (state === 'waiting' && link) return t('visits.link_sent', { at: minuteOf(link.expires_ms).slice(5) });
  if (!answers) return t(`visits.state.${state}`);
  const { satisfied, handled } = answers;
  const mark = satisfied === null ? '' : t(`visits.satisfied_of.mark_${satisfied as 1 | 2 | 3 | 4 | 5}`);
  return [mark, t(`visits.handled_of.${handled}`)].filter(Boolean).join(t('common.comma'));
}
