import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { hourMinuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { StateWord } from '../case-words.tsx';
import type { Desk } from './use-desk.ts';

/** Other drafts, what waits for the network or was refused, and what was sent last. */
export function OutboxPart({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation();
  const { drafts, draft, waiting, sent, open, takeBack } = desk;
  const others = drafts.filter(({ key }) => key !== draft?.key);
  return (
    <>
      {waiting.length > 0 && (
        <section className="case-part" aria-label={t('cases.desk.waiting')}>
          <h3>{t('cases.desk.waiting')}</h3>
          <ul className="case-briefs" role="status">
            {waiting.map((one) => (
              <li key={one.body.key}>
                {one.body.text.slice(0, 40)}
                <small className={one.refused === null ? 'desk-waits' : 'bad'}>
                  {one.refused ?? t('cases.desk.waits')}
                </small>
                {one.refused !== null && (
                  <Button size="small" onClick={() => takeBack(one)}>
                    {t('cases.desk.take_back')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {others.length > 0 && (
        <section className="case-part" aria-label={t('cases.desk.drafts')}>
          <h3>{t('cases.desk.drafts')}</h3>
          <ul className="case-briefs">
            {others.map(({ key, text, begun_ms, call }) => (
              <li key={key}>
                <button type="button" className="link-button" onClick={() => open(key)}>
                  {hourMinuteOf(begun_ms)} {text.slice(0, 24) || call?.number || t('cases.desk.blank')}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sent.length > 0 && (
        <section className="case-part" aria-label={t('cases.desk.sent_last')}>
          <h3>{t('cases.desk.sent_last')}</h3>
          <ul className="case-briefs">
            {sent.map(({ one, took_ms }) => (
              <li key={one.id}>
                <Link to="/cases/$case" params={{ case: String(one.id) }}>
                  {one.number}
                </Link>{' '}
                <StateWord one={one} />
                <small className="muted">
                  {one.title}
                  {took_ms > 0 && ` · ${t('cases.desk.took', { s: Math.round(took_ms / 1000) })}`}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
