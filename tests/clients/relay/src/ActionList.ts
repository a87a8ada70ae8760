// Written and shown at once: the new action is put into the list, the closed one is read again with what it changed.
import { graphql } from 'relay-runtime';

export const list = graphql`
  fragment ActionList_actions on Query
  @refetchable(queryName: "ActionListPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    actions(first: $count, after: $cursor, orderBy: [{ field: DUE }]) @connection(key: "ActionList_actions") {
      __id
      edges {
        node {
          ...ActionList_row
        }
      }
    }
  }
`;

export const row = graphql`
  fragment ActionList_row on Action {
    text
    owner
    due
    status
    version
  }
`;

export const create = graphql`
  mutation ActionListCreateMutation($input: CreateActionInput!, $lists: [ID!]!) {
    createAction(input: $input) {
      action @prependNode(connections: $lists, edgeTypeName: "ActionEdge") {
        id
        ...ActionList_row
      }
      errors {
        code
        message
        path
      }
    }
  }
`;

export const close = graphql`
  mutation ActionListCloseMutation($input: CloseActionInput!) {
    closeAction(input: $input) {
      action {
        id
        closedOn
        evidence
        ...ActionList_row
      }
      errors {
        code
        message
        path
      }
      query {
        actions(filter: { status: { eq: OPEN } }, first: 1) {
          totalCount
        }
      }
    }
  }
`;
