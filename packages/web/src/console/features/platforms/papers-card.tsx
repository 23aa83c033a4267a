import type { PlatformPaper, PlatformRequests } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Reveal } from '../../ui/reveal.tsx';
import { useNameOf } from './name-of.ts';
import { usePlatformPapers } from './queries.ts';

/** Who drives a truck and with what, as its platform said last; names and licences masked until somebody gives a reason. */
export function PapersCard({ platforms }: { readonly platforms: PlatformRequests['platforms'] }) {
  const { t } = useTranslation();
  const nameOf = useNameOf(platforms);
  const columns: TableColumnsType<PlatformPaper> = [
    { title: t('platforms.at'), render: (_, { received_ms }) => minuteOf(received_ms) },
    { title: t('platforms.platform'), render: (_, { source }) => nameOf(source) },
    { title: t('platforms.plate'), render: (_, { plate }) => plateOf(plate) },
    { title: t('platforms.what'), render: (_, { kind }) => t(`platforms.paper_kind.${kind}`) },
    { title: t('platforms.text'), className: 'wrap', render: (_, paper) => <PaperText paper={paper} /> },
  ];
  return (
    <Card title={t('platforms.papers')}>
      <Answer
        query={usePlatformPapers()}
        isEmpty={({ length }) => length === 0}
        empty={t('platforms.no_papers')}
      >
        {(papers) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={papers}
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            scroll={{ x: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

function PaperText({ paper: { id, text } }: { readonly paper: PlatformPaper }) {
  const may = useMay('interchange:ask');
  return (
    <Reveal
      masked={text}
      may={may}
      ask={(reason) =>
        call('POST /api/v1/interchange/papers/:id/reveal', { params: { id }, body: { reason } })
      }
      show={(paper) => paper.text}
    />
  );
}
