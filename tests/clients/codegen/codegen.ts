// GraphQL Code Generator over every operation that is shipped: `graphql-codegen --config codegen/codegen.ts`, from tests/clients.
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../../schema/schema.graphql',
  documents: '../../schema/operations/*.graphql',
  errorsOnly: true,
  generates: {
    'generated/codegen/': {
      preset: 'client',
      presetConfig: { persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        // A scalar that is not named here is an error, not `any`.
        strictScalars: true,
        scalars: { AcademicYear: 'string', Date: 'string', DateTime: 'string', Decimal: 'string', Pence: 'string' },
        useTypeImports: true,
        enumsAsTypes: true,
      },
    },
  },
};

export default config;
