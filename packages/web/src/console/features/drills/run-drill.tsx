import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { DayPicker } from '../../day-picker.tsx';
import { shiftDay } from '../../ui/typed-time.ts';
import { useAction } from '../../ui/use-action.ts';

/** Chooses a day and runs it. */
export function RunDrill() {
  const { t } = useTranslation();
  const act = useAction('drills');
  const navigate = useNavigate();
  const last = shiftDay(dayOf(platformNow()), -1);
  const [day, setDay] = useState(last);
  const [note, setNote] = useState('');
  const run = async () => {
    const made = await act(() => call('POST /api/v1/drills', { body: { day, note } }));
    if (made) await navigate({ to: '/drills/$drill', params: { drill: String(made.id) } });
  };
  return (
    <>
      <DayPicker day={day} last={last} onChange={setDay} />
      <Input
        className="drills-note"
        aria-label={t('drills.note')}
        placeholder={t('drills.note')}
        maxLength={300}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button type="primary" onClick={run}>
        {t('drills.run')}
      </Button>
    </>
  );
}
