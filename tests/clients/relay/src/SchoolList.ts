// A list that grows as one scrolls: a connection in the root, with arguments of its own.
import { graphql } from 'relay-runtime';

export const query = graphql`
  query SchoolListQuery($filter: SchoolFilter!, $day: Date) {
    ...SchoolList_schools @arguments(filter: $filter, day: $day)
  }
`;

export const fragment = graphql`
  fragment SchoolList_schools on Query
  @refetchable(queryName: "SchoolListPaginationQuery")
  @argumentDefinitions(
    filter: { type: "SchoolFilter!" }
    day: { type: "Date" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    schools(filter: $filter, first: $count, after: $cursor, orderBy: [{ field: NAME }])
      @connection(key: "SchoolList_schools", filters: ["filter"]) {
      totalCount
      edges {
        node {
          id
          ...SchoolCard_school @arguments(day: $day)
        }
      }
    }
  }
`;
