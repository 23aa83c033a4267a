import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

interface Props {
  readonly initial: string;
  save(plate: string): Promise<unknown>;
  close(): void;
}

/** The plate as a person reads it. */
export function PlateForm({ initial, save, close }: Props) {
  const { t } = useTranslation();
  const [plate, setPlate] = useState(initial);
  const [isSaving, setSaving] = useState(false);
  const submit = async () => {
    setSaving(true);
    if (await save(plate.trim())) close();
    setSaving(false);
  };
  return (
    <form
      className="gate-acts"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label className="gate-field">
        {t('freight-gates.plate_now')}
        <input
          value={plate}
          onChange={(event) => setPlate(event.target.value)}
          maxLength={20}
          autoCapitalize="characters"
          autoComplete="off"
        />
        <small className="muted">{t('freight-gates.plate_hint')}</small>
      </label>
      <button type="submit" className="gate-button gate-go" disabled={isSaving || plate.trim().length < 4}>
        {t('freight-gates.correct')}
      </button>
      <button type="button" className="gate-button" onClick={close}>
        {t('common.cancel')}
      </button>
    </form>
  );
}
