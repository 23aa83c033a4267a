import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { useSession } from './session/session.ts';

/** Said where an address leads to no page. */
export function NoSuchPage() {
  const { t } = useTranslation();
  return <Instead title={t('no_page.title')} hint={t('no_page.hint')} />;
}

/** A page, or that it is for others where its permission is not held. */
export function Guard({ authority, Page }: { authority: string | undefined; Page: ComponentType }) {
  const { permissions } = useSession();
  return authority === undefined || permissions.includes(authority) ? <Page /> : <NotYours />;
}

/** Said where a page is for others. */
export function NotYours() {
  const { t } = useTranslation();
  return <Instead title={t('no_page.not_yours')} hint={t('no_page.not_yours_hint')} />;
}

function Instead({ title, hint }: { title: string; hint: string }) {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
      </div>
      <p>{hint}</p>
      <p>
        <Link to="/">{t('no_page.start')}</Link>
      </p>
    </div>
  );
}
