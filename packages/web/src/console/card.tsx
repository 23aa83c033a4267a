import { CloseOutlined } from '@ant-design/icons';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';

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
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <header className="card-head">
        <h2 id={id}>{title}</h2>
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
