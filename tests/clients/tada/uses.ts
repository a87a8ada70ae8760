// The types of operations without generated code: gql.tada reads them out of the text of the document. The texts are those of the
// shipped operations, which run.mjs writes out as literals: types come from literals alone.
import type { ResultOf } from 'gql.tada';

import { OverdueActions, SchoolDetail, TrustPrinciple } from '../generated/tada/operations';

type Overdue = NonNullable<ResultOf<typeof OverdueActions>['actions']>['nodes'][number];

export function sentence(action: Overdue): string {
  const days: number = action.daysOverdue ?? 0;
  const due: string = action.due;
  return `${action.text} (${action.school?.name ?? 'no school'}), due ${due}: ${days} days late`;
}

export type School = NonNullable<ResultOf<typeof SchoolDetail>['school']>;
export type Principle = NonNullable<ResultOf<typeof TrustPrinciple>['trustPrinciple']>;

// A field that is not there must not compile: without this line that holds nothing, the check could pass over `any`.
// @ts-expect-error There is no such field.
export const nothing = (action: Overdue) => action.noSuchField;
