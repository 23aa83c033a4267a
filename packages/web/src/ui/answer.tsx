import type { ReactNode } from 'react';
import { ApiError } from './api.ts';
import { type Asked, type Stand, standOf } from './asked.ts';
import { useErrorText } from './error-text.ts';
import { clockOf } from './format.ts';
import { useTranslation } from './i18n/use-translation.ts';
import './answer.css';

interface Props<T> {
  readonly query: Asked<T>;
  isEmpty?(data: T): boolean;
  /** What would stand here, and why nothing does. */
  readonly empty?: ReactNode;
  /** What an empty answer lacks: things that there could be, or measurements in the time that is shown. */
  readonly lacks?: 'things' | 'measurements';
  /** What the reader has to choose before anything is asked. */
  readonly unasked?: ReactNode;
  /** Room that the answer takes, px, so that nothing jumps when it comes. */
  readonly height_px?: number;
  children(data: T): ReactNode;
}

/**
 * Shows the answer to a query or says why there is none. Every card, table, chart and map stands in one: loading, refused,
 * failed, empty and not measured are five different things to who must act on them.
 */
export function Answer<T>(props: Props<T>) {
  const stand = standOf(props.query);
  return (
    <div className="answer" data-answer={markOf(stand, props)} style={roomOf(stand, props.height_px)}>
      <Said {...props} stand={stand} />
    </div>
  );
}

/** By which tests and style sheets distinguish the states. */
function markOf<T>(stand: Stand<T>, { isEmpty, lacks }: Props<T>): string {
  if (stand.kind !== 'known') return stand.kind;
  if (isEmpty?.(stand.data)) return lacks === 'measurements' ? 'no-data' : 'empty';
  return stand.late ? 'late' : stand.former ? 'former' : 'shown';
}

const roomOf = <T,>({ kind }: Stand<T>, height_px: number | undefined) =>
  kind === 'known' || height_px === undefined ? undefined : { minHeight: height_px };

function Said<T>({ stand, query, isEmpty, empty, lacks, unasked, children }: Props<T> & { stand: Stand<T> }) {
  if (stand.kind === 'unasked') return unasked && <p className="muted">{unasked}</p>;
  if (stand.kind === 'loading') return <Loading />;
  if (stand.kind === 'refused') return <Refused error={stand.error} />;
  if (stand.kind === 'missing') return <Missing error={stand.error} />;
  if (stand.kind === 'failed') return <Failed error={stand.error} query={query} />;
  return (
    <>
      {stand.late && <Late error={stand.late} query={query} />}
      {isEmpty?.(stand.data) ? <Nothing lacks={lacks} text={empty} /> : children(stand.data)}
    </>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div className="answer-skeleton" role="status">
      <span className="visually-hidden">{t('common.loading')}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

/** The server names the permission that is missing and who can give it. */
function Refused({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <div className="answer-box" role="status">
      <strong>{t('answer.refused')}</strong>
      <span>{useErrorText()(error)}</span>
    </div>
  );
}

/** The server names what it was asked for. */
function Missing({ error }: { error: Error }) {
  return (
    <div className="answer-box" role="status">
      <span>{useErrorText()(error)}</span>
    </div>
  );
}

interface FailureProps {
  readonly error: Error;
  readonly query: Pick<Asked<unknown>, 'refetch' | 'fetchStatus' | 'dataUpdatedAt'>;
}

function Failed({ error, query }: FailureProps) {
  const { t } = useTranslation();
  return (
    <div className="answer-box answer-bad" role="alert">
      <strong>{t('answer.failed')}</strong>
      <span>{useErrorText()(error)}</span>
      <Reference error={error} />
      <Retry query={query} />
    </div>
  );
}

/** What is shown stays, but it is no longer new. */
function Late({ error, query }: FailureProps) {
  const { t } = useTranslation();
  return (
    <div className="answer-box answer-bad answer-late" role="alert">
      <strong>{t('answer.late', { at: clockOf(query.dataUpdatedAt) })}</strong>
      <span>{useErrorText()(error)}</span>
      <Reference error={error} />
      <Retry query={query} />
    </div>
  );
}

/** By which the log of the server finds what happened. */
function Reference({ error }: { error: Error }) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError)) return null;
  const { status, problem } = error;
  const known = [status > 0 ? `HTTP ${status}` : '', problem?.request_id ?? ''].filter((one) => one !== '');
  if (known.length === 0) return null;
  return <small className="muted">{t('answer.reference', { id: known.join(' · ') })}</small>;
}

function Retry({ query }: Pick<FailureProps, 'query'>) {
  const { t } = useTranslation();
  return (
    <button type="button" className="answer-retry" onClick={() => query.refetch()}>
      {t('common.retry')}
    </button>
  );
}

function Nothing({ lacks, text }: { readonly lacks: Props<unknown>['lacks']; readonly text: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="answer-box" role="status">
      {lacks === 'measurements' && <strong>{t('answer.no_data')}</strong>}
      <span>{text ?? t('common.no_records')}</span>
    </div>
  );
}
