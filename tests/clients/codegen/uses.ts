// What a front end does with what was generated: it asks by a document, and knows the type of the answer.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

import { type CreatePartnershipMutation, OverdueActionsDocument, SchoolDetailDocument } from '../generated/codegen/graphql';
import persisted from '../generated/codegen/persisted-documents.json';

declare function ask<Answer, Variables>(
  document: Pick<TypedDocumentNode<Answer, Variables>, '__apiType'>,
  variables: Variables,
): Promise<Answer>;

/** The number of days by which each action is late, by its school. */
export async function late(): Promise<Map<string, number>> {
  const { actions } = await ask(OverdueActionsDocument, {});
  const found = new Map<string, number>();
  for (const action of actions?.nodes ?? []) {
    found.set(action.school?.name ?? 'no school', action.daysOverdue ?? 0);
  }
  return found;
}

/** Why nothing was written, each with the field it is about. */
export function problems({ createPartnership }: CreatePartnershipMutation): string[] {
  return createPartnership?.errors.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? ['no answer'];
}

export const documents: Record<string, string> = persisted;
export const school = () => ask(SchoolDetailDocument, {});

// A field that is not there must not compile: without this line that holds nothing, the check could pass over `any`.
// @ts-expect-error There is no such field.
export const nothing = async () => (await ask(OverdueActionsDocument, {})).actions?.nodes[0]?.noSuchField;
