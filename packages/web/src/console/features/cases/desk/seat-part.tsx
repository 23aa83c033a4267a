import type { AgentState } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useAction } from '../../../ui/use-action.ts';

const STATES = ['ready', 'busy', 'away'] as const;
const EXTENSION = /^[\w-]{1,20}$/;

/** Where the agent sits, by which calls find them. */
export const useSeat = () =>
  useQuery({ queryKey: ['own-seat'], queryFn: () => call('GET /api/v1/calls/seat') });

/** The agent's extension, and whether calls may come. */
export function SeatPart() {
  const seat = useSeat();
  return (
    <Answer query={seat} height_px={70}>
      {(known) => (
        <SeatForm
          key={known.seat?.extension}
          extension={known.seat?.extension ?? null}
          state={known.seat?.state ?? 'away'}
        />
      )}
    </Answer>
  );
}

function SeatForm({ extension, state }: { readonly extension: string | null; readonly state: AgentState }) {
  const { t } = useTranslation();
  const act = useAction('own-seat');
  const [typed, setTyped] = useState(extension ?? '');
  const save = (next: { extension: string | null; state: AgentState }) =>
    void act(() => call('PUT /api/v1/calls/seat', { body: next }));
  const sit = () => EXTENSION.test(typed) && save({ extension: typed, state: 'ready' });
  return (
    <div className="desk-seat">
      <span className="desk-seat-field">
        <Input
          aria-label={t('cases.desk.extension')}
          placeholder={t('cases.desk.extension')}
          value={typed}
          maxLength={20}
          onChange={({ target }) => setTyped(target.value.trim())}
          onPressEnter={sit}
        />
        <Button disabled={typed === (extension ?? '')} onClick={sit}>
          {t('cases.desk.sit')}
        </Button>
      </span>
      {extension === null ? (
        <p className="note">{t('cases.desk.no_seat')}</p>
      ) : (
        <Segmented
          block
          value={state}
          options={STATES.map((value) => ({ value, label: t(`cases.desk.seat_state.${value}`) }))}
          onChange={(next) => save({ extension, state: next })}
        />
      )}
    </div>
  );
}
