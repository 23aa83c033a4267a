import '../ui/theme/theme.css';
import './wall.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { addTexts, startTexts } from '../ui/i18n/index.ts';
import { createQueries } from '../ui/queries.ts';
import { ensureChineseFont } from '../ui/theme/chinese-font.ts';
import { Failed } from './failed.tsx';
import { texts } from './texts.ts';
import { Wall } from './wall.tsx';

ensureChineseFont();
startTexts();
addTexts('wall', texts);
const root = document.getElementById('root');
if (!root) throw new Error('wall.html has no #root');
createRoot(root).render(
  <ErrorBoundary fallback={(error) => <Failed error={error} />}>
    <QueryClientProvider client={createQueries()}>
      <Wall />
    </QueryClientProvider>
  </ErrorBoundary>,
);
