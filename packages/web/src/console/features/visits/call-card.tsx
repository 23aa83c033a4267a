import type { Visit } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { CallForm } from './call-form.tsx';

interface Props {
  readonly visit: Visit | null;
  onVisit(visit: Visit | null): void;
}

/** The visit that the agent has: taken, called, and written down. */
export function CallCard({ visit, onVisit }: Props) {
  const { t } = useTranslation();
  const act = useAction();
  const [isEmpty, setEmpty] = useState(false);
  const take = async () => {
    const next = await act(() => call('POST /api/v1/visits/next'));
    if (!next) return;
    setEmpty(next.visit === null);
    onVisit(next.visit);
  };
  useKeys({ n: visit ? undefined : take });
  const until = visit?.claimed && t('visits.until', { at: hourMinuteOf(visit.claimed.until_ms) });
  return (
    <Card title={t('visits.call')} extra={until ?? t('visits.take_hint')}>
      {visit ? (
        <CallForm key={`${visit.id}/${visit.version}`} visit={visit} onDone={() => onVisit(null)} />
      ) : (
        <p className="visit-next">
          <Button type="primary" autoFocus onClick={take}>
            {t('visits.take_next')} <kbd>N</kbd>
          </Button>
          {isEmpty && <span className="muted"> {t('visits.nobody_waits')}</span>}
        </p>
      )}
    </Card>
  );
}
