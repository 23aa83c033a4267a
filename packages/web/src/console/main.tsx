import '../ui/theme/theme.css';
import './ui/parts.css';
import './console.css';
import '../ui/theme/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../ui/i18n/index.ts';
import { createQueries } from '../ui/queries.ts';
import { ensureChineseFont } from '../ui/theme/chinese-font.ts';
import { App } from './app.tsx';

ensureChineseFont();
startTexts();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueries()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
