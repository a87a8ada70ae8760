// GraphQL over HTTP: the 61 audits of the `graphql-http` package, which speak for the specification's text.
import { auditServer } from 'graphql-http';

/** Runs every audit against a server and tells those that are not met. Gives how many are not. */
export async function audit(url) {
  const results = await auditServer({ url, fetchFn: fetch });
  const unmet = results.filter((result) => result.status !== 'ok');
  for (const { status, id, name, reason } of unmet) console.log(`  ${status} ${id} ${name}: ${reason}`);
  console.log(`GraphQL over HTTP: ${results.length - unmet.length} of ${results.length} audits are met`);
  return unmet.length;
}
