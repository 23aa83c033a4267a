import type { ColdCertificate } from '@opentocc/contract';
import { QRCode } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';

/** The certificate with the QR code that every buyer checks. */
export function CertificateCard({ certificate }: { readonly certificate: ColdCertificate }) {
  const { t } = useTranslation();
  const { code, issued_ms, issued_by, revoked_ms, text } = certificate;
  // A phone that reads the code knows no other part of the address.
  const address = new URL(certificate.address, location.origin).href;
  return (
    <Card title={t('freight_cold_chain.certificate')} extra={code}>
      <div className="cold-certificate">
        <QRCode
          aria-label={t('freight_cold_chain.code_of', { code })}
          {...{ value: address, type: 'svg', size: 160, color: 'black', bgColor: 'white' }}
        />
        <div>
          <pre>{text}</pre>
          <p className="muted">
            {minuteOf(issued_ms)} {issued_by}
          </p>
          {revoked_ms !== null && (
            <p className="bad">{t('freight_cold_chain.revoked', { at: minuteOf(revoked_ms) })}</p>
          )}
          <a href={address} target="_blank" rel="noreferrer">
            {t('freight_cold_chain.check')}
          </a>
        </div>
      </div>
    </Card>
  );
}
