import type { ArgsOf, AuditEntry } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { addressOf, call } from '../../../ui/api.ts';
import { answerFrom } from '../../../ui/asked.ts';
import { clockOf, dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { AuditDetail } from './audit-detail.tsx';
import { type AuditFields, AuditForm } from './audit-form.tsx';
import { AuditKeeping } from './audit-keeping.tsx';
import { useActionName, useSubjectName } from './audit-names.ts';
import './audit.css';

const RESULT_COLOUR = { done: undefined, refused: 'error', failed: 'warning' } as const;

/** The audit, newest first, and its export. */
export function AuditSearchCard() {
  const { t } = useTranslation();
  const [fields, setFields] = useState<AuditFields>({});
  const query = queryOf(fields);
  const pages = useInfiniteQuery({
    queryKey: ['audit', query],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => call('GET /api/v1/audit', { query: { ...query, before_seq: pageParam } }),
    getNextPageParam: ({ entries, more }) => (more ? entries[entries.length - 1].seq : undefined),
  });
  const columns = useColumns();
  return (
    <Card title={t('audit.title')} extra={<Downloads fields={fields} />}>
      <AuditKeeping />
      <AuditForm search={setFields} />
      <Answer
        query={answerFrom(pages, (all) => all.pages.flatMap(({ entries }) => entries))}
        isEmpty={(entries) => entries.length === 0}
        empty={t('audit.none')}
      >
        {(entries) => (
          <Table
            rowKey="seq"
            size="small"
            loading={pages.fetchStatus === 'fetching'}
            columns={columns}
            dataSource={entries}
            pagination={false}
            scroll={{ x: true }}
            expandable={{
              columnTitle: <span className="visually-hidden">{t('common.details')}</span>,
              expandRowByClick: true,
              expandedRowRender: (entry) => <AuditDetail entry={entry} />,
            }}
          />
        )}
      </Answer>
      {pages.hasNextPage && (
        <Button block onClick={() => pages.fetchNextPage()} style={{ marginTop: 8 }}>
          {t('audit.more')}
        </Button>
      )}
    </Card>
  );
}

function useColumns(): TableColumnsType<AuditEntry> {
  const { t } = useTranslation();
  const actionName = useActionName();
  const subjectName = useSubjectName();
  return [
    { title: '#', dataIndex: 'seq', align: 'right' },
    { title: t('audit.time'), render: (_, { at_ms }) => `${dayOf(at_ms)} ${clockOf(at_ms)}` },
    {
      title: t('audit.actor'),
      render: (_, { actor, principal }) => (
        <span title={principal}>{principal.startsWith('account:') ? actor : subjectName(principal)}</span>
      ),
    },
    { title: t('audit.address'), dataIndex: 'address' },
    {
      title: t('audit.action'),
      className: 'wrap',
      render: (_, { action }) => <span title={action}>{actionName(action)}</span>,
    },
    {
      title: t('audit.target'),
      className: 'wrap',
      render: (_, { target }) => target && <span title={target}>{subjectName(target)}</span>,
    },
    {
      title: t('audit.outcome'),
      render: (_, { result }) => <Tag color={RESULT_COLOUR[result]}>{t(`audit.result.${result}`)}</Tag>,
    },
  ];
}

/** The export of the days that are searched, or of all. */
function Downloads({ fields }: { fields: AuditFields }) {
  const { t } = useTranslation();
  const now_ms = useNow(60_000);
  if (!useMay('audit:export')) return null;
  const { from_ms, to_ms } = spanOf(fields);
  const query = { from_ms: from_ms ?? 0, to_ms: to_ms ?? now_ms + DAY_MS };
  return (
    <a href={addressOf('GET /api/v1/audit/export', { query })} download title={t('audit.export_hint')}>
      {t('audit.export')}
    </a>
  );
}

type Search = NonNullable<ArgsOf<'GET /api/v1/audit'>['query']>;

/** What was filled in: an empty field asks for nothing. */
function queryOf({ from, to, ...rest }: AuditFields): Search {
  const filled = Object.entries(rest).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(filled), ...spanOf({ from, to }) };
}

function spanOf({ from, to }: AuditFields): { from_ms?: number; to_ms?: number } {
  const start = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
  return { from_ms: from ? start(from) : undefined, to_ms: to ? start(to) + DAY_MS : undefined };
}
