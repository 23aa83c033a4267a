import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { minuteOf } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { useNow } from '../ui/use-now.ts';
import { useAreaName } from './session/area.ts';
import { useSession } from './session/session.ts';

/** Rules of the margins of paper; given to the document as long as the console is open. */
const margins = new CSSStyleSheet();

/** On paper alone: what is printed, of what area, from where, when and by whom; on each sheet in its lower margin too. */
export function PrintLine() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { href } = useLocation();
  const facts = [
    t('product_short'),
    useAreaName(),
    t('print.source', { address: location.host + href }),
    t('print.at', { at: minuteOf(useNow(10_000)) }),
    t('print.by', { account }),
  ];
  const text = facts.join(' · ');
  useEffect(() => printInMargins(text), [text]);
  return (
    <div className="print-line">
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </div>
  );
}

function printInMargins(text: string): void {
  const font = 'font: 8pt sans-serif';
  margins.replaceSync(`@page {
    @bottom-left { content: ${JSON.stringify(text)}; ${font}; }
    @bottom-right { content: counter(page) " / " counter(pages); ${font}; }
  }`);
  if (!document.adoptedStyleSheets.includes(margins)) document.adoptedStyleSheets.push(margins);
}
