import type { DeclaredTrip } from '@opentocc/contract';
import { Alert, Button, Form } from 'antd';
import { useRef, useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useErrorText } from '../../../ui/error-text.ts';
import { dayOf, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useSaving } from '../../ui/use-action.ts';
import { BookFields } from './book-fields.tsx';
import { type BookValues, newTripOf } from './book-values.ts';
import { type OnFile, TRIPS } from './queries.ts';
import { SlotGrid } from './slot-grid.tsx';

interface Props {
  readonly onFile: OnFile;
  done(): void;
}

/** What was answered to a declaration, or what was wrong with it. */
type Said = { readonly trip: DeclaredTrip } | { readonly error: unknown } | null;

/** Books a trip in three steps on one page: who drives, which slot, what for. */
export function BookForm({ onFile, done }: Props) {
  const { t } = useTranslation();
  const save = useSaving(TRIPS);
  const [form] = Form.useForm<BookValues>();
  const [slot_ms, setSlot] = useState<number | null>(null);
  const [said, setSaid] = useState<Said>(null);
  const [isSending, setSending] = useState(false);
  // The same for a second press of the button, so that it is not declared twice.
  const key = useRef(crypto.randomUUID());
  const send = async (values: BookValues) => {
    if (slot_ms === null) return;
    setSending(true);
    try {
      const body = newTripOf(values, slot_ms, key.current, platformNow());
      const trip = await save(() => call('POST /api/v1/freight/trips', { body }));
      key.current = crypto.randomUUID();
      setSaid({ trip });
      setSlot(null);
    } catch (error) {
      setSaid({ error });
    } finally {
      setSending(false);
    }
  };
  return (
    <Form form={form} layout="vertical" initialValues={useFirstValues()} onFinish={send} className="book">
      <BookFields onFile={onFile} chose={() => setSlot(null)} />
      <Slots {...{ onFile, slot_ms, choose: setSlot }} />
      {said && <SaidOf said={said} close={() => ('trip' in said ? done() : setSaid(null))} />}
      <Button type="primary" htmlType="submit" size="large" loading={isSending} disabled={slot_ms === null}>
        {slot_ms === null ? t('freight-trips.choose_slot') : t('freight-trips.submit')}
      </Button>
    </Form>
  );
}

function useFirstValues(): Partial<BookValues> {
  const now_ms = useNow(60_000);
  return {
    ...{ port: 'liantang', direction: 'in', day: dayOf(now_ms), return_port: 'liantang', return_after_h: 6 },
    ...{ city: '440300', weight_kg: null, wait: true, standby: false },
  };
}

/** Slots of what is chosen so far. */
function Slots(props: { onFile: OnFile; slot_ms: number | null; choose(from_ms: number): void }) {
  const { onFile, slot_ms, choose } = props;
  const { t } = useTranslation();
  const form = Form.useFormInstance<BookValues>();
  const { truck, port, direction, day } = Form.useWatch((all: BookValues) => all, form) ?? {};
  const content = onFile.trucks.find(({ id }) => id === truck)?.content;
  const at_ms = Date.parse(`${day}T12:00:00+08:00`);
  if (content?.kind !== 'truck' || !port || !direction || Number.isNaN(at_ms))
    return <p className="muted">{t('freight-trips.slot_hint')}</p>;
  return (
    <SlotGrid choice={{ port, direction, class: content.class, at_ms }} chosen_ms={slot_ms} choose={choose} />
  );
}

function SaidOf({ said, close }: { said: NonNullable<Said>; close(): void }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const errorText = useErrorText();
  if ('error' in said) return <Alert type="error" showIcon title={errorText(said.error)} />;
  const { id, state, slot, waiting, cause } = said.trip;
  const text =
    state === 'refused'
      ? t('freight-trips.refused', { id, why: cause?.[language] ?? '' })
      : state === 'waiting'
        ? t('freight-trips.waiting', { id, place: waiting?.place ?? 0 })
        : t('freight-trips.booked', { id, slot: slot ? minuteOf(slot.from_ms) : '' });
  return (
    <Alert
      showIcon
      type={state === 'refused' ? 'error' : state === 'waiting' ? 'warning' : 'success'}
      title={text}
      closable={{ onClose: close }}
    />
  );
}
