import type { Case } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { askReason } from '../../../ui/reason.ts';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED } from '../queries.ts';

/** Cases that went into this one, each of which can be taken out again. */
export function MergedPart({ one: { id, version, merged } }: { readonly one: Case }) {
  const { t } = useTranslation();
  const may = useMay('cases:take');
  const act = useAction(...CHANGED);
  if (merged.length === 0) return null;
  const split = async (other: number) => {
    const reason = await askReason();
    if (reason === null) return;
    await act(() =>
      call('POST /api/v1/cases/:id/splits', { params: { id }, body: { version, other, reason } }),
    );
  };
  return (
    <section className="case-part" aria-label={t('cases.merged')}>
      <h3>{t('cases.merged')}</h3>
      <p className="case-acts">
        {merged.map((other) => (
          <span key={other}>
            <Link to="/cases/$case" params={{ case: String(other) }}>
              {t('cases.number', { id: other })}
            </Link>{' '}
            {may && (
              <Button size="small" onClick={() => split(other)}>
                {t('cases.split')}
              </Button>
            )}
          </span>
        ))}
      </p>
    </section>
  );
}
