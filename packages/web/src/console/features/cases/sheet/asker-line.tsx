import type { Case } from '@opentocc/contract';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { Reveal } from '../../../ui/reveal.tsx';

/** Who asks, masked; in full for a reason that goes into the audit. Of who asked for secrecy that is all there is. */
export function AskerLine({ one: { id, asker } }: { readonly one: Case }) {
  const { t } = useTranslation();
  const may = useMay('cases:reveal');
  const { name, phone, email, secret, answer_by } = asker;
  const masked = [name, phone, email].filter(Boolean).join(' ');
  return (
    <p className="case-asker">
      <span className="muted">{t('cases.asker')}</span>
      {secret && <span className="case-secret">{t('cases.secret')}</span>}
      <Reveal
        masked={<span>{masked || t(secret ? 'cases.asker_hidden' : 'cases.asker_none')}</span>}
        may={may && (secret || masked !== '')}
        ask={(reason) => call('POST /api/v1/cases/:id/reveal', { params: { id }, body: { reason } })}
        show={(full) => (
          <>
            <strong>{[full.name, full.phone, full.email].filter(Boolean).join(' ')}</strong>
            {full.text !== null && <span className="case-text">{full.text}</span>}
          </>
        )}
      />
      <span className="muted">{t('cases.answer_by_is', { way: t(`cases.answer_by.${answer_by}`) })}</span>
    </p>
  );
}
