import type { RecallNotice } from '@opentocc/contract';
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { COLD } from './queries.ts';

interface Props {
  readonly notices: readonly RecallNotice[];
  readonly over?: boolean;
}

/** Who holds what of a recalled lot; ticked off as they answer. */
export function NoticeList({ notices, over = false }: Props) {
  return (
    <ul className="cold-warnings">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} over={over} />
      ))}
    </ul>
  );
}

function NoticeLine({ notice, over }: { readonly notice: RecallNotice; readonly over: boolean }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const mayAnswer = useMay('cold-chain:declare');
  const { holder, holder_name, lots, messaged, answered_ms, answered_by, secured, note } = notice;
  const held = lots.map(({ lot, quantity }) => `${lot} · ${quantity ?? t('freight_cold_chain.unknown')}`);
  return (
    <li className={answered_ms === null ? 'cold-going' : 'cold-closed'}>
      <strong>{holder_name?.[language] ?? holder}</strong> {held.join(', ')}{' '}
      <span className="muted">
        {answered_ms === null
          ? t(messaged ? 'freight_cold_chain.messaged' : 'freight_cold_chain.to_call')
          : `✓ ${minuteOf(answered_ms)} ${answered_by} · ${t('freight_cold_chain.secured')} ${secured} ${note}`}
      </span>{' '}
      {mayAnswer && !over && answered_ms === null && <AnswerForm notice={notice} />}
    </li>
  );
}

function AnswerForm({ notice: { id, lots } }: { readonly notice: RecallNotice }) {
  const { t } = useTranslation();
  const act = useAction(COLD);
  const [secured, setSecured] = useState<number | null>(
    lots.every(({ quantity }) => quantity !== null)
      ? lots.reduce((sum, { quantity }) => sum + Number(quantity), 0)
      : null,
  );
  const send = () =>
    act(() =>
      call('POST /api/v1/freight/cold-chain/recall-notices/:id/answer', {
        params: { id },
        body: { secured: secured === null ? 0 : secured, note: '' },
      }),
    );
  return (
    <span className="cold-answer">
      <InputNumber
        size="small"
        aria-label={t('freight_cold_chain.secured')}
        min={0}
        max={1e9}
        value={secured}
        onChange={setSecured}
      />{' '}
      <Button size="small" type="primary" disabled={secured === null} onClick={send}>
        {t('freight_cold_chain.answer')}
      </Button>
    </span>
  );
}
