import type { FreightGateRead } from '@opentocc/contract';
import { plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** The plate that counts, and below it what the camera read where that is another one. */
export function PlateText({ read }: { readonly read: FreightGateRead }) {
  const { t } = useTranslation();
  const { plate, corrected, matched } = read;
  const counts = corrected ?? plate;
  return (
    <>
      <strong className="gate-plate">
        {counts === null ? t('freight-gates.no_plate') : plateOf(counts)}
      </strong>
      {corrected !== null && plate !== null && corrected !== plate && (
        <small className="muted">{t('freight-gates.read_as', { plate: plateOf(plate) })}</small>
      )}
      {matched !== null && matched !== counts && (
        <small className="muted">{t('freight-gates.matched', { plate: plateOf(matched) })}</small>
      )}
    </>
  );
}
