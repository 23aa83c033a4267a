import type { FilingKind, Situation } from '@opentocc/contract';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAction, useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CHANGED } from './queries.ts';

interface Draft {
  readonly kind: FilingKind;
  readonly to: string;
  readonly text: string;
}

/** Reports upwards: those that went out, and the next one, written from what is known. */
export function FilingsPart({ situation }: { readonly situation: Situation }) {
  const { t } = useTranslation();
  const may = useMay('situations:handle') && situation.merged_into === null;
  const act = useAction();
  const [draft, setDraft] = useState<Draft | null>(null);
  const { id, filings, level, state } = situation;
  const write = async (kind: FilingKind) => {
    const made = await act(() =>
      call('GET /api/v1/situations/:id/filings/draft', { params: { id }, query: { kind } }),
    );
    if (made) setDraft({ kind, ...made });
  };
  const isOver = state === 'cleared' || state === 'reviewed';
  const kinds: readonly FilingKind[] = isOver ? ['follow_up', 'final'] : ['first', 'follow_up'];
  return (
    <>
      {level === null && <p className="muted">{t('situations.filing_needs_level')}</p>}
      {may && level !== null && (
        <p className="situation-acts">
          {kinds.map((kind) => (
            <Button key={kind} onClick={() => write(kind)}>
              {t(`situations.file.${kind}`)}
            </Button>
          ))}
        </p>
      )}
      {filings.length === 0 && <p className="muted">{t('situations.filings_none')}</p>}
      {[...filings].reverse().map(({ kind, at_ms, to, text, by }) => (
        <details key={at_ms} className="clock">
          <summary>
            <strong>{t(`situations.filing.${kind}`)}</strong> {minuteOf(at_ms)} → {to} <small>{by}</small>
          </summary>
          <pre className="filing-text">{text}</pre>
        </details>
      ))}
      {draft && <FilingDialog situation={situation} draft={draft} close={() => setDraft(null)} />}
    </>
  );
}

interface DialogProps {
  readonly situation: Situation;
  readonly draft: Draft;
  close(): void;
}

function FilingDialog({ situation: { id, version }, draft: { kind, ...initial }, close }: DialogProps) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const [form] = Form.useForm<{ to: string; text: string }>();
  return (
    <FormDialog
      title={t(`situations.file.${kind}`)}
      okText={t('situations.filing_sent')}
      width={680}
      form={form}
      initial={initial}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/situations/:id/filings', { params: { id }, body: { version, kind, ...fields } }),
        )
      }
      close={close}
    >
      <Form.Item name="to" label={t('situations.filing_to')} rules={[useRequired()]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="text" label={t('situations.filing_text')} rules={[useRequired()]}>
        <Input.TextArea rows={14} maxLength={10_000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
