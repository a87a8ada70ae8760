// A school that can be read again by itself: the compiler writes the query over `node(id:)`.
import { graphql } from 'relay-runtime';

export const fragment = graphql`
  fragment SchoolCard_school on School
  @refetchable(queryName: "SchoolCardRefetchQuery")
  @argumentDefinitions(day: { type: "Date" }) {
    urn
    name
    phase
    status
    trust(asOf: $day) {
      name
    }
    latestInspection {
      inspectedOn
      framework
    }
  }
`;
