import type { CourseBrief } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { type TableColumnsType, Tag } from 'antd';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { ListTable } from '../../../ui/list-table.tsx';
import { useCourses } from '../queries.ts';

/** Courses, the newest month first, with the reader's own best result. */
export function CoursesCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('knowledge.courses')}>
      <ListTable
        query={useCourses()}
        columns={useColumns()}
        none={t('knowledge.courses_none')}
        height_px={160}
      />
    </Card>
  );
}

function useColumns(): TableColumnsType<CourseBrief> {
  const { t } = useTranslation();
  return [
    { title: t('knowledge.month'), dataIndex: 'month' },
    {
      ...{ title: t('knowledge.course_title'), className: 'wrap' },
      render: (_, { id, title }) => (
        <Link to="/knowledge/training/$course" params={{ course: String(id) }}>
          {title}
        </Link>
      ),
    },
    { title: t('common.state'), render: (_, { state }) => <CourseTag state={state} /> },
    { title: t('knowledge.questions'), align: 'right', dataIndex: 'questions' },
    { title: t('knowledge.own_result'), render: (_, { own }) => (own ? `${own.right} / ${own.of}` : '—') },
    {
      title: t('knowledge.opened'),
      render: (_, { opened_ms }) => (opened_ms === null ? '—' : minuteOf(opened_ms)),
    },
  ];
}

export function CourseTag({ state }: Pick<CourseBrief, 'state'>) {
  const { t } = useTranslation();
  return (
    <Tag color={state === 'open' ? 'processing' : 'default'}>{t(`knowledge.course_state.${state}`)}</Tag>
  );
}
