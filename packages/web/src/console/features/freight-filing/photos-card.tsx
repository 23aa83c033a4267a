import type { FilingDetail } from '@opentocc/contract';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { AddPhoto } from './add-photo.tsx';
import { CHANGED } from './queries.ts';

/** Photographs of the truck, the papers, the place. */
export function PhotosCard({ entry: { id, photos, state } }: { readonly entry: FilingDetail }) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const may = useMay('filing:file') && state !== 'removed';
  const addressOf = (photo: number) =>
    `/api/v1/freight/filing/entries/${encodeURIComponent(id)}/photos/${photo}`;
  return (
    <Card title={t('freight-filing.photos')}>
      {photos.length === 0 && <p className="muted">{t('freight-filing.no_photos')}</p>}
      <ul className="filing-photos">
        {photos.map((one) => (
          <li key={one.id}>
            <img src={addressOf(one.id)} alt={one.note || one.name} loading="lazy" />
            <small className="muted">
              {one.by} · {minuteOf(one.at_ms)}
            </small>
          </li>
        ))}
      </ul>
      {may && (
        <AddPhoto
          add={(upload) =>
            act(() =>
              call('POST /api/v1/freight/filing/entries/:id/photos', {
                params: { id },
                body: { ...upload, note: '' },
              }),
            )
          }
        />
      )}
    </Card>
  );
}
