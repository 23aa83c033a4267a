import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { KeysHelp } from '../keys-help.tsx';
import { useLiveCases } from '../queries.ts';
import { CallsPart } from './calls-part.tsx';
import { DraftForm } from './draft-form.tsx';
import { EarlierCalls } from './earlier-calls.tsx';
import { OutboxPart } from './outbox-part.tsx';
import { SeatPart } from './seat-part.tsx';
import { TypingParts } from './typing-parts.tsx';
import { useDesk } from './use-desk.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import '../cases.css';
import '../sheet/sheet.css';
import './desk.css';

/** The seat of an agent with a caller on the line: call, text, suggestion, answer or dispatch, without a mouse. */
export function DeskPage() {
  const { t } = useTranslation();
  useLiveCases();
  const desk = useDesk();
  const answerField = useRef<HTMLTextAreaElement>(null);
  const { onKeyDown, missing, done, take, takeSaid, help } = useDeskKeys(desk);
  const { draft } = desk;
  const takeKnowledge = (text: string) => {
    if (!draft) return;
    desk.change({ ...draft, answer: draft.answer.trim() === '' ? text : `${draft.answer}\n\n${text}` });
    answerField.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the desk work wherever the focus is within it
    <div className="agent-desk" onKeyDown={onKeyDown}>
      <header className="cases-head">
        <h1>{t('cases.desk.title')}</h1>
        <span className="cases-space" />
        <KeysHelp keys={help} />
        <Button type="primary" onClick={() => desk.begin()}>
          {t('cases.desk.begin')} <kbd>F2</kbd>
        </Button>
      </header>
      <aside className="desk-side card" aria-label={t('cases.desk.calls')}>
        <SeatPart />
        <CallsPart onDesk={draft?.call?.call ?? null} onTake={take} />
        {draft && <EarlierCalls draft={draft} onSaid={takeSaid} />}
        <OutboxPart desk={desk} />
      </aside>
      {draft ? (
        <DraftForm
          draft={draft}
          missing={missing}
          answerField={answerField}
          onChange={desk.change}
          onDone={done}
          onDrop={() => desk.drop(draft.key)}
        />
      ) : (
        <section className="desk-form card desk-idle" aria-label={t('cases.desk.form')}>
          <p>{t('cases.desk.idle')}</p>
        </section>
      )}
      {draft && <TypingParts key={draft.key} text={draft.text} onTake={takeKnowledge} />}
    </div>
  );
}
