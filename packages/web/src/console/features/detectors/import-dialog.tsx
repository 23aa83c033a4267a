import type { SourceHealth } from '@opentocc/contract';
import { Alert, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { ListFile, useListImport } from '../../ui/list-import.tsx';
import type { Upload } from '../../ui/read-upload.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import { ImportOutcome } from './import-outcome.tsx';
import { CHANGED } from './queries.ts';

interface Props {
  /** Sources that take detectors. */
  readonly sources: readonly SourceHealth[];
  close(): void;
}

/** Imports a list of detectors: it is looked at first, with every bad cell named, then taken. */
export function ImportDialog({ sources, close }: Props) {
  const { t } = useTranslation();
  useFocusBack();
  const language = useStore(languageStore);
  const [source, setSource] = useState(sources[0]?.id);
  const body = (file: Upload) => ({ ...file, source });
  const { upload, outcome, isTaken, isReady, preview, take, forget } = useListImport({
    look: (file) => call('POST /api/v1/detectors/preview', { body: body(file) }),
    take: (file) => call('POST /api/v1/detectors/import', { body: body(file) }),
    changed: CHANGED,
  });
  return (
    <Modal
      open
      width={760}
      title={t('detectors.import')}
      okText={isTaken ? t('common.close') : t('detectors.take', { number: outcome?.good_rows ?? 0 })}
      okButtonProps={{ disabled: !isReady }}
      cancelButtonProps={{ hidden: isTaken }}
      onOk={isTaken ? close : take}
      onCancel={close}
    >
      <p className="muted">{t('detectors.import_hint')}</p>
      {sources.length === 0 && <Alert type="warning" showIcon title={t('detectors.no_source')} />}
      <Form layout="vertical">
        <Form.Item label={t('detectors.import_source')}>
          <Select
            aria-label={t('detectors.import_source')}
            value={source}
            onChange={(id) => {
              setSource(id);
              forget();
            }}
            options={sources.map(({ id, name }) => ({ value: id, label: name[language] }))}
          />
        </Form.Item>
        <Form.Item label={t('detectors.file')}>
          <ListFile
            upload={upload}
            label={t('detectors.file')}
            text={t('detectors.choose')}
            disabled={source === undefined}
            onRead={preview}
          />
        </Form.Item>
      </Form>
      {outcome && <ImportOutcome outcome={outcome} />}
    </Modal>
  );
}
