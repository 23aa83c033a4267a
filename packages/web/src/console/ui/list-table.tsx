import { Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { Answer } from '../../ui/answer.tsx';
import type { Asked } from '../../ui/asked.ts';

interface Props<T> {
  readonly query: Asked<readonly T[]>;
  readonly columns: TableColumnsType<T>;
  /** What stands there when the list is empty. */
  readonly none: ReactNode;
  /** Room that the answer takes, px, so that nothing jumps when it comes. */
  readonly height_px?: number;
  /** Rows of a page. */
  readonly rows?: number;
  /** Width below which the table scrolls, px; that of its columns unless said. */
  readonly width_px?: number;
}

/** A list that was asked for, as a table in pages; each thing in it has a number. */
export function ListTable<T extends { readonly id: number | string }>(props: Props<T>) {
  const { query, columns, none, height_px, rows = 20, width_px } = props;
  return (
    <Answer query={query} isEmpty={({ length }) => length === 0} empty={none} height_px={height_px}>
      {(all) => (
        <Table
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={all}
          scroll={{ x: width_px ?? true }}
          pagination={{ pageSize: rows, showSizeChanger: false, hideOnSinglePage: true }}
        />
      )}
    </Answer>
  );
}
