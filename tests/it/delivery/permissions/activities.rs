//! Root fields of activities, funding and contributions.

use sextant_domain::access::Role;

/// The least role, and an operation that asks for it. `ORG` and `PART` are ids.
pub(super) const ROOTS: [(&str, Role, &str); 14] = [
    ("activity", Role::Member, "{ activity(id: ORG) { title } }"),
    ("activities", Role::Member, "{ activities { totalCount } }"),
    ("activities", Role::Officer, "{ activities(reachesElevatedRiskOn: \"2026-11-23\") { totalCount } }"),
    ("fundingBids", Role::Member, "{ fundingBids { totalCount } }"),
    ("fundingStreams", Role::Member, "{ fundingStreams { totalCount } }"),
    ("contributions", Role::Member, "{ contributions { totalCount } }"),
    (
        "createActivity",
        Role::Officer,
        "mutation { createActivity(input: {partnership: PART, activity: {kind: TARGETED, title: \" \", status: PLANNED, \
         validFrom: \"2027-01-01\", schools: [], commitments: [], expectedEffects: []}}) { activity { id } } }",
    ),
    (
        "updateActivity",
        Role::Officer,
        "mutation { updateActivity(input: {id: ORG, expectedVersion: 9, activity: {kind: TARGETED, title: \" \", \
         status: PLANNED, validFrom: \"2027-01-01\", schools: [], commitments: [], expectedEffects: []}}) \
         { activity { id } } }",
    ),
    (
        "createFundingBid",
        Role::Officer,
        "mutation { createFundingBid(input: {bid: {title: \" \", funder: \" \", sought: \"1\", decision: PENDING, \
         activities: []}}) { bid { id } } }",
    ),
    (
        "createFundingStream",
        Role::Officer,
        "mutation { createFundingStream(input: {stream: {title: \" \", funder: \" \", validFrom: \"2026-01-01\", \
         validTo: \"2027-01-01\", allocation: \"1\", spend: \"0\", activities: []}}) { stream { id } } }",
    ),
    (
        "claimContribution",
        Role::Officer,
        "mutation { claimContribution(input: {activity: ORG, strategy: \"none\", indicator: \"ATT-08\", \
         before: {label: \"2022/23\"}, after: {label: \"2023/24\"}, method: NARRATIVE, strength: 0}) \
         { contribution { id } } }",
    ),
    (
        "updateContribution",
        Role::Officer,
        "mutation { updateContribution(input: {id: ORG, expectedVersion: 9}) { contribution { id } } }",
    ),
    (
        "updateFundingBid",
        Role::Officer,
        "mutation { updateFundingBid(input: {id: ORG, expectedVersion: 9, bid: {title: \" \", funder: \" \", \
         sought: \"1\", decision: PENDING, activities: []}}) { bid { id } } }",
    ),
    (
        "updateFundingStream",
        Role::Officer,
        "mutation { updateFundingStream(input: {id: ORG, expectedVersion: 9, stream: {title: \" \", funder: \" \", \
         validFrom: \"2026-01-01\", validTo: \"2027-01-01\", allocation: \"1\", spend: \"0\", activities: []}}) \
         { stream { id } } }",
    ),
];
