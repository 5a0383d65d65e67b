// Composition root of the web: words, queries, router, one root element. Loaded by entry.ts, which has sent the first calls.
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWords } from './platform/web/i18n.ts';
import { queries } from './platform/web/query.ts';
import { shellWords } from './platform/web/shell-words.ts';
import { openRouter } from './routes.tsx';
import { webWords } from './words-web.ts';

startWords({ ...webWords, shell: shellWords });

const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={openRouter()} />
      </QueryClientProvider>
    </StrictMode>,
  );
