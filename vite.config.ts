// How the web is built: one page, split by route, with the first page's code named in the HTML so that it loads beside the entry.
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Modules that the first screen needs although the entry imports them late; the entry itself only starts the first calls. */
const first = ['/src/web.tsx', '/src/plans/web/CockpitPage.tsx'];

/** Names the chunks of the first screen in the HTML, so that the browser fetches them at once and not one after the other. */
function preloadFirstScreen(): Plugin {
  return {
    name: 'preload-first-screen',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((one) => one.type === 'chunk');
        const byFile = new Map(chunks.map((one) => [one.fileName, one]));
        const wanted = new Set<string>();
        const styles = new Set<string>();
        const add = (file: string) => {
          const chunk = byFile.get(file);
          if (!chunk || wanted.has(file)) return;
          wanted.add(file);
          chunk.viteMetadata?.importedCss.forEach((one) => styles.add(one));
          chunk.imports.forEach(add);
        };
        for (const one of chunks) if (first.some((end) => one.facadeModuleId?.endsWith(end))) add(one.fileName);
        const link = (attrs: Record<string, string | boolean>) => ({
          tag: 'link',
          attrs: { ...attrs, crossorigin: true },
          injectTo: 'head' as const,
        });
        return [
          ...[...styles].map((one) => link({ rel: 'stylesheet', href: `/${one}` })),
          ...[...wanted].map((one) => link({ rel: 'modulepreload', href: `/${one}` })),
        ];
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), preloadFirstScreen()],
  build: {
    outDir: 'dist/web',
    target: 'es2022',
    manifest: true,
    // Two libraries are chunks of their own, known to be large: charts, loaded after the figures, and what reads a PDF, loaded by a thread alone.
    // What they weigh is held by test/web-budget.ts.
    chunkSizeWarningLimit: 1700,
  },
  // A thread loads its own libraries late, as pages do.
  worker: { format: 'es' },
  server: { proxy: { '/api': process.env['API'] ?? 'http://127.0.0.1:3000' } },
});
