import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useLiveCases } from '../queries.ts';
import { CaseSheet } from '../sheet/case-sheet.tsx';
import { useSheet } from '../sheet/use-sheet.ts';
import '../cases.css';
import '../sheet/sheet.css';

/** One case on a page of its own. */
export function CasePage() {
  const { t } = useTranslation();
  const { case: id = '' } = useParams({ strict: false }) as { case?: string };
  useLiveCases();
  const sheet = useSheet(Number(id));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the case work wherever the focus is on its page
    <div className="page case-page" onKeyDown={sheet.onKey}>
      <div className="page-head">
        <h1>{t('cases.one')}</h1>
        <Link to="/cases">{t('cases.to_list')}</Link>
      </div>
      <CaseSheet sheet={sheet} />
    </div>
  );
}
