import type { FreightGateRead } from '@opentocc/contract';
import { plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** What the camera saw: the truck, and the plate by itself where the camera cuts it out. */
export function Picture({ read }: { readonly read: FreightGateRead }) {
  const { t } = useTranslation();
  const alt = t('freight-gates.picture', {
    plate: read.plate === null ? t('freight-gates.no_plate') : plateOf(read.plate),
  });
  if (read.pictures.length === 0) return <p className="gate-blank muted">{t('freight-gates.no_picture')}</p>;
  return (
    <div className="gate-pictures">
      {read.pictures.map(({ id, kind }) => (
        <img
          key={id}
          className={`gate-picture-${kind}`}
          src={`/api/v1/freight/gate-pictures/${id}`}
          alt={alt}
        />
      ))}
    </div>
  );
}
