import { defineConfig } from 'vite';

// `npm run dev` shows the page with live reload; everything it asks for comes from a running `sextant serve`.
const server = process.env.SEXTANT_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  build: {
    target: 'es2022',
    // Monaco, GraphiQL's editor, is one chunk above Vite's default alarm.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      // GraphiQL makes the accessible names of its icons from function names ("close icon"), which minifying would break.
      output: { keepNames: true },
      // Libraries mark files "use client" for server rendering, which has no meaning here: a hundred idle warnings.
      onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
    },
  },
  server: {
    proxy: Object.fromEntries(['/graphql', '/operations.json', '/scorecard', '/readyz'].map((path) => [path, server])),
  },
});
