import type { ReactNode } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { CaseRows } from './case-rows.tsx';
import { KeysHelp } from './keys-help.tsx';
import { CaseSheet } from './sheet/case-sheet.tsx';
import type { CaseDesk } from './use-case-desk.ts';
import './cases.css';
import './sheet/sheet.css';

interface Props {
  readonly title: string;
  readonly desk: CaseDesk;
  /** What limits the list, under the title. */
  readonly filters?: ReactNode;
  readonly extra?: ReactNode;
  readonly empty: string;
}

/** A list and the case that is chosen from it side by side, as high as the window; on a phone one of them. */
export function CaseDeskView({ title, desk, filters, extra, empty }: Props) {
  const { t } = useTranslation();
  const isOpen = desk.chosen !== null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the list work wherever the focus is within it
    <div className={`cases-desk ${isOpen ? 'cases-open' : ''}`} onKeyDown={desk.onKeyDown}>
      <header className="cases-head">
        <h1>{title}</h1>
        <span className="cases-space" />
        {extra}
        <KeysHelp
          keys={[
            ['J', t('cases.next')],
            ['K', t('cases.former')],
            ...desk.sheet.acts.map(({ key, label }) => [key.toUpperCase(), label] as const),
          ]}
        />
      </header>
      {filters}
      <section className="cases-list card" aria-label={t('cases.list')}>
        <CaseRows query={desk.query} chosen={desk.chosen} at={desk.at} empty={empty} onChoose={desk.choose} />
      </section>
      <CaseSheet sheet={desk.sheet} onBack={() => desk.choose(null)} />
    </div>
  );
}
