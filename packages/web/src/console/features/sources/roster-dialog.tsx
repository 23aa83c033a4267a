import type { RosterOutcome, SourceHealth, VehicleClass } from '@opentocc/contract';
import { Alert, Form, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { VEHICLE_CLASS_NAMES } from '../../../ui/names.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { ListFile, useListImport } from '../../ui/list-import.tsx';
import type { Upload } from '../../ui/read-upload.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';

interface Props {
  readonly sources: readonly SourceHealth[];
  close(): void;
}

/** Imports a roster: a file is looked at first, with every bad cell and every change named, then taken. */
export function RosterDialog({ sources, close }: Props) {
  const { t } = useTranslation();
  useFocusBack();
  const language = useStore(languageStore);
  const [source, setSource] = useState(sources[0]?.id);
  const [vehicle_class, setClass] = useState<VehicleClass>('other');
  const body = (file: Upload) => ({ ...file, source, vehicle_class });
  const { upload, outcome, isTaken, isReady, preview, take, forget } = useListImport({
    look: (file) => call('POST /api/v1/rosters/preview', { body: body(file) }),
    take: (file) => call('POST /api/v1/rosters/import', { body: body(file) }),
    changed: ['sources', 'terminal-decisions'],
  });
  return (
    <Modal
      open
      width={860}
      title={t('sources.roster')}
      okText={isTaken ? t('common.close') : t('sources.roster_take', { number: outcome?.good_rows ?? 0 })}
      okButtonProps={{ disabled: !isReady }}
      cancelButtonProps={{ hidden: isTaken }}
      onOk={isTaken ? close : take}
      onCancel={close}
    >
      <p className="muted">{t('sources.roster_hint')}</p>
      <Form layout="vertical" className="roster-form">
        <Form.Item label={t('sources.roster_source')}>
          <Select
            aria-label={t('sources.roster_source')}
            value={source}
            onChange={(id) => {
              setSource(id);
              forget();
            }}
            options={sources.map(({ id, name }) => ({ value: id, label: name[language] }))}
          />
        </Form.Item>
        <Form.Item label={t('sources.roster_class')}>
          <Select
            aria-label={t('sources.roster_class')}
            value={vehicle_class}
            onChange={(one) => {
              setClass(one);
              forget();
            }}
            options={VEHICLE_CLASS_NAMES.map((value) => ({ value, label: t(`vehicle_class.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('sources.roster_file')}>
          <ListFile
            upload={upload}
            label={t('sources.roster_file')}
            text={t('sources.roster_choose')}
            onRead={preview}
          />
        </Form.Item>
      </Form>
      {outcome && <Outcome outcome={outcome} />}
    </Modal>
  );
}

function Outcome({ outcome }: { outcome: RosterOutcome }) {
  const { t } = useTranslation();
  const { applied, problems, changes, ignored, bad_rows } = outcome;
  return (
    <div className="roster-outcome">
      <Alert
        type={bad_rows > 0 ? 'warning' : applied ? 'success' : 'info'}
        showIcon
        title={t(applied ? 'sources.roster_taken' : 'sources.roster_seen', {
          good: outcome.good_rows,
          bad: bad_rows,
          added: outcome.added,
          changed: outcome.changed,
          unchanged: outcome.unchanged,
        })}
        description={
          ignored.length > 0 && t('sources.roster_ignored', { names: ignored.join(t('common.comma')) })
        }
      />
      {problems.length > 0 && (
        <Table
          size="small"
          rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
          dataSource={problems}
          pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('sources.roster_row'), dataIndex: 'row', align: 'right', width: 70 },
            { title: t('sources.roster_column'), render: (_, { heading, column }) => heading || column },
            { title: t('sources.roster_problem'), dataIndex: 'message', className: 'wrap' },
          ]}
        />
      )}
      {changes.length > 0 && (
        <Table
          size="small"
          rowKey="row"
          dataSource={changes}
          pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('sources.roster_row'), dataIndex: 'row', align: 'right', width: 70 },
            { title: t('sources.roster_change'), render: (_, { kind }) => t(`sources.roster_kind.${kind}`) },
            {
              title: t('sources.was'),
              render: (_, { before }) => before && `${before.phone}  ${plateOf(before.plate)}`,
            },
            { title: t('sources.becomes'), render: (_, { phone, plate }) => `${phone}  ${plateOf(plate)}` },
          ]}
        />
      )}
    </div>
  );
}
