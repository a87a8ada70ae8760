import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { AcademicYear: string; Date: string; DateTime: string; Decimal: string; Pence: string };
}>();
