import type { DetectorOutcome, SourceHealth } from '@opentocc/contract';
import { Alert, Button, Form, Modal, Select, Space } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../ui/api.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { readUpload, type Upload } from '../../ui/read-upload.ts';
import { useAction } from '../../ui/use-action.ts';
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
  const [upload, setUpload] = useState<Upload | null>(null);
  const [outcome, setOutcome] = useState<DetectorOutcome | null>(null);
  const look = useAction();
  const act = useAction(...CHANGED);
  const preview = async (file: Upload) => {
    setUpload(file);
    const body = { ...file, source };
    setOutcome((await look(() => call('POST /api/v1/detectors/preview', { body }))) ?? null);
  };
  const take = async () => {
    if (!upload) return;
    const taken = await act(() => call('POST /api/v1/detectors/import', { body: { ...upload, source } }));
    if (taken) setOutcome(taken);
  };
  const isTaken = outcome?.applied ?? false;
  return (
    <Modal
      open
      width={760}
      title={t('detectors.import')}
      okText={isTaken ? t('common.close') : t('detectors.take', { number: outcome?.good_rows ?? 0 })}
      okButtonProps={{ disabled: !isTaken && (outcome?.good_rows ?? 0) === 0 }}
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
              setUpload(null);
              setOutcome(null);
            }}
            options={sources.map(({ id, name }) => ({ value: id, label: name[language] }))}
          />
        </Form.Item>
        <Form.Item label={t('detectors.file')}>
          <FileChooser upload={upload} isReady={source !== undefined} onRead={preview} />
        </Form.Item>
      </Form>
      {outcome && <ImportOutcome outcome={outcome} />}
    </Modal>
  );
}

interface ChooserProps {
  readonly upload: Upload | null;
  readonly isReady: boolean;
  onRead(upload: Upload): void;
}

function FileChooser({ upload, isReady, onRead }: ChooserProps) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Space wrap>
        <Button disabled={!isReady} onClick={() => chooser.current?.click()}>
          {t('detectors.choose')}
        </Button>
        <span className="muted">{upload?.file}</span>
      </Space>
      <input
        ref={chooser}
        key={upload ? 'chosen' : 'none'}
        hidden
        type="file"
        aria-label={t('detectors.file')}
        accept=".csv,.xlsx,text/csv"
        onChange={async (event) => {
          const read = await readUpload(event);
          if (read) onRead(read);
        }}
      />
    </>
  );
}
