import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { useTranslation } from './i18n/use-translation.ts';
import { reloadIfUpgraded } from './new-version.ts';
import './answer.css';

interface Fetched<P> {
  latest: ComponentType<P>;
  fetch(): ComponentType<P>;
  readonly waiting?: (props: P) => ReactNode;
}

/**
 * A part of a screen that is fetched when it is first drawn. It waits in its own place, and where it could not be fetched
 * or drawn it says so there with a retry, while the screen around it goes on.
 * @param waiting stands in its place meanwhile
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting?: (props: P) => ReactNode,
): ComponentType<P> {
  const fetch = () =>
    lazy(() =>
      load().then((component) => ({ default: component }), upgradedOr),
    ) as unknown as ComponentType<P>;
  const part: Fetched<P> = { latest: fetch(), fetch, waiting };
  return (props) => <LazyPart part={part} props={props} />;
}

function LazyPart<P extends object>({ part, props }: { readonly part: Fetched<P>; readonly props: P }) {
  const [Shown, setShown] = useState(() => part.latest);
  const retry = (reset: () => void) => {
    part.latest = part.fetch();
    setShown(() => part.latest);
    reset();
  };
  return (
    <ErrorBoundary fallback={(error, reset) => <PartFailed error={error} retry={() => retry(reset)} />}>
      <Suspense fallback={part.waiting?.(props)}>
        <Shown {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** What an upgrade has replaced is no longer there to be fetched: then only the new build of the screen helps. */
async function upgradedOr(cause: unknown): Promise<never> {
  await reloadIfUpgraded();
  throw cause;
}

function PartFailed({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="answer-box answer-bad" role="alert">
      <strong>{t('page_failed.part')}</strong>
      <span>{t('page_failed.part_hint')}</span>
      {/* What was not fetched is said above; what could not be drawn, only the error says. */}
      {error.cause === undefined && <small className="muted">{error.message}</small>}
      <button type="button" className="answer-retry" onClick={retry}>
        {t('common.retry')}
      </button>
    </div>
  );
}
