import { useQuery } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';

/** What a decision on terminals changes. */
export const CHANGED_BY_DECISION = [
  'terminal-decisions',
  'terminal-mismatches',
  'terminals-pending',
  'sources',
  'obligations',
] as const;

/** Does something with terminals and refetches all lists of them. */
export const useTerminalAction = () => useAction(...CHANGED_BY_DECISION);

interface Props<T extends object> {
  readonly title: string;
  /** Also names the query. */
  readonly list: string;
  readonly rowKey: keyof T & string;
  readonly columns: TableColumnsType<T>;
  readonly every_ms: number;
  readonly page_size: number;
  ask(): Promise<T[]>;
}

/** A list of terminals for who decides on them; absent while it is known to be empty. */
export function TerminalsCard<T extends object>(props: Props<T>) {
  const { title, list, rowKey, columns, every_ms, page_size, ask } = props;
  const may = useMay('sources:approve');
  const found = useQuery({ queryKey: [list], queryFn: ask, refetchInterval: every_ms, enabled: may });
  if (!may || known(found)?.length === 0) return null;
  return (
    <Card title={title}>
      <Answer query={found}>
        {(list) => (
          <Table
            rowKey={rowKey}
            size="small"
            columns={columns}
            dataSource={list}
            pagination={{ pageSize: page_size, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: true }}
          />
        )}
      </Answer>
    </Card>
  );
}
