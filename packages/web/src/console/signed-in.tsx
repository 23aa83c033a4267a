import type { Session } from '@opentocc/contract';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntdApp } from 'antd';
import { AuditWordsContext } from './audit-words.ts';
import { auditWordsOf } from './audit-words-of.ts';
import { FEATURES } from './features.ts';
import { FeaturesContext } from './features-context.ts';
import { FeedProvider } from './feed-context.tsx';
import { router } from './router.tsx';
import { SessionContext } from './session/session.ts';

const AUDIT_WORDS = auditWordsOf(FEATURES);

/** Whoever is signed in, and the pages. */
export function SignedIn({ session }: { session: Session }) {
  return (
    <SessionContext value={session}>
      <FeaturesContext value={FEATURES}>
        <AuditWordsContext value={AUDIT_WORDS}>
          <FeedProvider>
            {/* Questions and dialogs: whoever signs in first does not wait for them. */}
            <AntdApp component={false}>
              <RouterProvider router={router} />
            </AntdApp>
          </FeedProvider>
        </AuditWordsContext>
      </FeaturesContext>
    </SessionContext>
  );
}
