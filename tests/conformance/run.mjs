// Holds a running server to the suites: `node run.mjs http://127.0.0.1:8080/graphql`.
import { agreement } from './agreement.mjs';
import { audit } from './audit.mjs';

const url = process.argv[2];
if (!url) {
  console.error('Say which server: node run.mjs http://127.0.0.1:8080/graphql');
  process.exit(2);
}
/** Waits until the server answers: it may have been started a moment ago. */
async function answering(seconds = 20) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const answered = await fetch(new URL('/healthz', url)).catch(() => undefined);
    if (answered?.ok) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error(`${url} did not answer within ${seconds} seconds`);
}

await answering();
const unmet = (await audit(url)) + (await agreement(url));
process.exit(unmet === 0 ? 0 : 1);
