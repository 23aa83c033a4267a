import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ActsCard } from './acts-card.tsx';
import { CertificateCard } from './certificate-card.tsx';
import { EventsCard } from './events-card.tsx';
import { FactsCard } from './facts-card.tsx';
import { useConsignment } from './queries.ts';
import { TemperatureCard } from './temperature-card.tsx';
import { WarningList } from './warnings-card.tsx';
import './cold-chain.css';

/** One consignment: where it stands, what was measured, what was wrong, what people did. */
export function ConsignmentPage() {
  const { t } = useTranslation();
  const { consignment: id = '' }: { consignment?: string } = useParams({ strict: false });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{id}</h1>
        <Link to="/freight/cold-chain">{t('freight_cold_chain.title')}</Link>
      </div>
      <Answer query={useConsignment(id)} height_px={480}>
        {(sheet) => (
          <>
            <ActsCard consignment={sheet} />
            <FactsCard consignment={sheet} />
            <TemperatureCard consignment={sheet} />
            <Card title={t('freight_cold_chain.warnings')}>
              {sheet.warnings.length === 0 ? (
                <p className="muted">{t('freight_cold_chain.warnings_none')}</p>
              ) : (
                <WarningList warnings={sheet.warnings} />
              )}
            </Card>
            {sheet.certificate && <CertificateCard certificate={sheet.certificate} />}
            <EventsCard events={sheet.events} />
          </>
        )}
      </Answer>
    </div>
  );
}
