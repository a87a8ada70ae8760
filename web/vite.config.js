import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    target: 'es2022',
    // Monaco, GraphiQL's editor, is one chunk above Vite's default alarm.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      // GraphiQL makes the accessible names of its icons from function names ("close icon"); minifying breaks those.
      output: { keepNames: true },
      // Libraries mark files "use client" for server rendering, which means nothing here: a hundred idle warnings.
      onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
    },
  },
});
