import type { ColdWarning } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { CloseDialog } from './close-dialog.tsx';
import { useColdWarnings } from './queries.ts';
import { temperatureText } from './temperature-text.ts';

/** Open warnings of all goods, the newest first. */
export function WarningsCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('freight_cold_chain.warnings')}>
      <Answer
        query={useColdWarnings()}
        isEmpty={({ total }) => total === 0}
        empty={t('freight_cold_chain.warnings_none')}
        height_px={120}
      >
        {({ warnings, total }) => (
          <>
            <WarningList warnings={warnings} />
            {total > warnings.length && (
              <p className="muted">{t('freight_cold_chain.more', { n: total - warnings.length })}</p>
            )}
          </>
        )}
      </Answer>
    </Card>
  );
}

export function WarningList({ warnings }: { readonly warnings: readonly ColdWarning[] }) {
  return (
    <ul className="cold-warnings">
      {warnings.map((warning) => (
        <WarningLine key={warning.id} warning={warning} />
      ))}
    </ul>
  );
}

function WarningLine({ warning }: { readonly warning: ColdWarning }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const mayHandle = useMay('cold-chain:handle');
  const [isClosing, setClosing] = useState(false);
  const { kind, text, consignment, goods, truck, began_ms, over_ms, worst_c, closed_ms } = warning;
  const going = closed_ms !== null ? 'closed' : over_ms === null ? 'going' : 'over';
  return (
    <li className={`cold-warning cold-${going}`}>
      <strong>
        {t(`freight_cold_chain.kind.${kind}`)} · {text[language]}
      </strong>{' '}
      <Link to="/freight/cold-chain/$consignment" params={{ consignment }}>
        {consignment}
      </Link>{' '}
      <span>
        {goods} · {plateOf(truck)} · {minuteOf(began_ms)}
        {worst_c !== null && ` · ${t('freight_cold_chain.worst')} ${temperatureText(worst_c)}`}
      </span>{' '}
      <span className="muted">
        {t(`freight_cold_chain.${going}`)}
        {warning.needs_person && closed_ms === null && ` · ${t('freight_cold_chain.needs_person')}`}
        {warning.cause !== null &&
          ` · ${t(`freight_cold_chain.cause.${warning.cause}`)} · ${warning.note} · ${warning.closed_by}`}
      </span>{' '}
      {mayHandle && closed_ms === null && (
        <Button size="small" onClick={() => setClosing(true)}>
          {t('freight_cold_chain.close')}
        </Button>
      )}
      {isClosing && <CloseDialog warning={warning} close={() => setClosing(false)} />}
    </li>
  );
}
