import type { FilingImportOutcome } from '@opentocc/contract';
import { Alert, Form, Input, Modal, Segmented, Select, Table } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { ListFile, useListImport } from '../../ui/list-import.tsx';
import type { Upload } from '../../ui/read-upload.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import { CHANGED } from './queries.ts';
import { useOwnFirms } from './use-own-firms.ts';

type Kind = 'truck' | 'driver';

/** Files a list of trucks or drivers: it is looked at first, with every bad row named, then taken. */
export function ImportDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  useFocusBack();
  const own = useOwnFirms();
  const [kind, setKind] = useState<Kind>('truck');
  const [firm, setFirm] = useState(own?.[0] ?? '');
  const body = (file: Upload) => ({ ...file, kind, firm });
  const { upload, outcome, isTaken, isReady, preview, take, forget } = useListImport({
    look: (file) => call('POST /api/v1/freight/filing/import/preview', { body: body(file) }),
    take: (file) => call('POST /api/v1/freight/filing/import', { body: body(file) }),
    changed: CHANGED,
  });
  const choose = (next: Kind) => {
    setKind(next);
    forget();
  };
  return (
    <Modal
      open
      width={760}
      title={t('freight-filing.import')}
      okText={isTaken ? t('common.close') : t('freight-filing.take', { number: outcome?.good_rows ?? 0 })}
      okButtonProps={{ disabled: !isReady }}
      cancelButtonProps={{ hidden: isTaken }}
      onOk={isTaken ? close : take}
      onCancel={close}
    >
      <p className="muted">{t('freight-filing.import_hint')}</p>
      <Form layout="vertical">
        <Form.Item label={t('freight-filing.kind')}>
          <Segmented
            value={kind}
            options={(['truck', 'driver'] as const).map((value) => ({
              ...{ value, label: t(`freight-filing.kinds.${value}`) },
            }))}
            onChange={choose}
          />{' '}
          <a href={`/api/v1/freight/filing/template?kind=${kind}`} download>
            {t('freight-filing.template')}
          </a>
        </Form.Item>
        <Form.Item label={t('freight-filing.firm')} hidden={own?.length === 1}>
          {own === null ? (
            <Input
              aria-label={t('freight-filing.firm')}
              value={firm}
              onChange={(event) => setFirm(event.target.value)}
            />
          ) : (
            <Select
              aria-label={t('freight-filing.firm')}
              value={firm}
              onChange={setFirm}
              options={own.map((value) => ({ value, label: value }))}
            />
          )}
        </Form.Item>
        <Form.Item label={t('freight-filing.list_file')}>
          <ListFile
            upload={upload}
            label={t('freight-filing.list_file')}
            text={t('freight-filing.choose')}
            disabled={firm === ''}
            onRead={preview}
          />
        </Form.Item>
      </Form>
      {outcome && <Outcome outcome={outcome} />}
    </Modal>
  );
}

/** What a list comes to, or came to, with every bad row named. */
function Outcome({ outcome }: { readonly outcome: FilingImportOutcome }) {
  const { t } = useTranslation();
  const { applied, problems, ignored, good_rows, bad_rows, added, unchanged } = outcome;
  return (
    <>
      <Alert
        type={bad_rows > 0 ? 'warning' : applied ? 'success' : 'info'}
        showIcon
        title={t(applied ? 'freight-filing.taken' : 'freight-filing.seen', {
          ...{ good: good_rows, bad: bad_rows, added, unchanged },
        })}
        description={
          ignored.length > 0 && t('freight-filing.ignored', { names: ignored.join(t('common.comma')) })
        }
      />
      {problems.length > 0 && (
        <Table
          size="small"
          rowKey={({ row, column, message }) => `${row} ${column} ${message}`}
          dataSource={problems}
          pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('freight-filing.row'), dataIndex: 'row', align: 'right', width: 70 },
            { title: t('freight-filing.column'), dataIndex: 'column' },
            { title: t('freight-filing.value'), dataIndex: 'value', className: 'wrap' },
            { title: t('freight-filing.problem'), dataIndex: 'message', className: 'wrap' },
          ]}
        />
      )}
    </>
  );
}
