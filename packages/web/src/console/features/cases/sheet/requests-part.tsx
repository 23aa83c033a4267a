import type { Case, CaseRequest } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { RequestLine } from './request-line.tsx';
import { RulingDialog } from './ruling-dialog.tsx';

/** What units asked for: a return, an extension, a pause, each with its reason and its ruling. */
export function RequestsPart({ one }: { readonly one: Case }) {
  const { t } = useTranslation();
  const mayRule = useMay('cases:supervise') && one.merged_into === null;
  const [ruled, setRuled] = useState<CaseRequest | null>(null);
  if (one.request_list.length === 0) return null;
  return (
    <section className="case-part" aria-label={t('cases.requests')}>
      <h3>{t('cases.requests')}</h3>
      <ul className="case-requests">
        {[...one.request_list].reverse().map((request) => (
          <li key={request.id} className={`request-${request.state}`}>
            <RequestLine one={one} request={request} />
            {mayRule && request.state === 'open' && (
              <Button size="small" type="primary" onClick={() => setRuled(request)}>
                {t('cases.rule')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ruled && <RulingDialog one={one} request={ruled} close={() => setRuled(null)} />}
    </section>
  );
}
