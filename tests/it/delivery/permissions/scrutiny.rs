//! Root fields of scrutiny, equality impacts and commentary.

use sextant_domain::access::Role;

pub(super) const SCRUTINY: [(&str, Role, &str); 17] = [
    ("scrutinyMeeting", Role::Member, "{ scrutinyMeeting(id: PART) { title } }"),
    ("scrutinyMeetings", Role::Member, "{ scrutinyMeetings { totalCount } }"),
    ("recommendation", Role::Member, "{ recommendation(id: PART) { text } }"),
    ("recommendations", Role::Member, "{ recommendations { totalCount } }"),
    ("equalityImpacts", Role::Member, "{ equalityImpacts { totalCount } }"),
    ("commentaries", Role::Officer, "{ commentaries { totalCount } }"),
    (
        "createScrutinyMeeting",
        Role::Officer,
        "mutation { createScrutinyMeeting(input: {body: \" \", day: \"2026-01-01\", title: \" \"}) { meeting { id } } }",
    ),
    (
        "updateScrutinyMeeting",
        Role::Officer,
        "mutation { updateScrutinyMeeting(input: {id: ORG, expectedVersion: 9, body: \" \", day: \"2026-01-01\", \
         title: \" \"}) { meeting { id } } }",
    ),
    (
        "addScrutinyFeedback",
        Role::Officer,
        "mutation { addScrutinyFeedback(input: {meeting: ORG, text: \" \"}) { feedback { id } } }",
    ),
    (
        "makeRecommendation",
        Role::Officer,
        "mutation { makeRecommendation(input: {meeting: ORG, text: \" \", addressedTo: \" \"}) \
         { recommendation { id } } }",
    ),
    (
        "updateRecommendation",
        Role::Officer,
        "mutation { updateRecommendation(input: {id: ORG, expectedVersion: 9, text: \" \", addressedTo: \" \"}) \
         { recommendation { id } } }",
    ),
    (
        "respondToRecommendation",
        Role::Officer,
        "mutation { respondToRecommendation(input: {id: ORG, expectedVersion: 9, respondedOn: \"2026-01-01\", \
         accepted: YES, text: \" \"}) { recommendation { id } } }",
    ),
    (
        "recordRecommendationProgress",
        Role::Officer,
        "mutation { recordRecommendationProgress(input: {id: ORG, expectedVersion: 9, day: \"2026-01-01\", \
         status: IN_PROGRESS}) { recommendation { id } } }",
    ),
    (
        "createEqualityImpact",
        Role::Officer,
        "mutation { createEqualityImpact(input: {strategy: \"none\", characteristic: SEX, impact: POSITIVE}) \
         { impact { id } } }",
    ),
    (
        "updateEqualityImpact",
        Role::Officer,
        "mutation { updateEqualityImpact(input: {id: ORG, expectedVersion: 9, characteristic: SEX, impact: POSITIVE}) \
         { impact { id } } }",
    ),
    (
        "writeCommentary",
        Role::Officer,
        "mutation { writeCommentary(input: {strategy: \"none\", academicYear: \"2025/26\", term: AUTUMN, revision: 1, \
         indicator: \"ATT-08\", text: \" \", state: DRAFT}) { commentary { id } } }",
    ),
    (
        "updateCommentary",
        Role::Officer,
        "mutation { updateCommentary(input: {id: ORG, expectedVersion: 9, state: PUBLISHED}) { commentary { id } } }",
    ),
];
