import { CloseOutlined } from '@ant-design/icons';
import { createContext, type ReactNode, use, useId } from 'react';
import { hourMinuteOf, minuteOf } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';

/** The past time that a card shows, UTC ms; null for one that shows what is now. */
export const ReplayedContext = createContext<number | null>(null);

interface Props {
  readonly title: ReactNode;
  /** Small text or control at the right of the title. */
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  onClose?(): void;
}

/** A panel with a heading; every panel of the console is one. */
export function Card({ title, extra, children, className = '', onClose }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const replayed_ms = use(ReplayedContext);
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <header className="card-head">
        <h2 id={id}>{title}</h2>
        {replayed_ms !== null && (
          <span className="replay-tag" title={minuteOf(replayed_ms)}>
            {t('replay.of', { at: hourMinuteOf(replayed_ms) })}
          </span>
        )}
        <span className="card-extra muted">{extra}</span>
        {onClose && (
          <button type="button" className="icon-button" aria-label={t('common.close')} onClick={onClose}>
            <CloseOutlined />
          </button>
        )}
      </header>
      {children}
    </section>
  );
}
