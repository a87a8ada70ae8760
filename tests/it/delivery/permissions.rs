//! Who may ask what: every field of the schema with every role, and with a token of another council.
//!
//! A type or a root field without an expectation here fails the test: whoever adds one has to say for whom it is. A type for
//! holders of tokens can be reached through root fields for holders of tokens alone, which is checked on the schema itself; the
//! root fields are asked, by everybody.

mod activities;
mod scrutiny;

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, FieldDefinition, Type, TypeKind, TypeSystemDefinition};
use serde_json::{Value, json};
use sextant_domain::access::{Identity, Role};

use self::scrutiny::SCRUTINY;
use super::{partnership, write_as};
use crate::contract::{respond_as, who};
use crate::support::{Db, LoadedCopy, both};

/// Reference data and what was published: for everybody.
const PUBLIC: &str = "\
    RateLimit Baseline Benchmark BenchmarkUsed CalendarTerm CauseCount Caveat ChangeEvidence Commitment ComparedScorecard \
    ComparedSnapshot ControlLimits Council CurrentFigure DatedMeasure DayCount Definition DiffCause DirectionOfTravel \
    ExplainedBaseline ExplainedInput ExplainedList ExplainedMember ExplainedRule ExplainedTarget Explanation FieldChange \
    Finding FindingConnection FindingEdge Forecast Gap GapMovement GoodGrades HeadlineAnswer HeadlineChange \
    HeadlineCounts HeadlineItem HeadlineItemDiff HeadlineTest Indicator IndicatorConnection IndicatorEdge IndicatorUse \
    Inspection Interval Judgement LandscapeChange LandscapeCount LandscapePoint LandscapeSeries LandscapeSeriesPoint \
    Limits LineCommentary LineDiff LineFinality LineIndicator LineRelease Measure NeighbourMean NotRatedSchool Outcome \
    OutcomeConnection OutcomeEdge OutcomeExplanation PageInfo Period Place PlaceCode PlaceConnection PlaceEdge \
    PooledYears PrincipleCount PrincipleMissing PrincipleTally PrincipleTrust Priority ProgressBaseline ProgressCaveat \
    ProgressChange ProgressLine ProgressPace ProgressPoint ProgressPriority ProgressStanding ProgressTarget PupilGroup \
    Rag Rank Release ReportCards RuleVersion School SchoolConnection SchoolEdge SchoolLink Scorecard ScorecardConnection \
    ScorecardDiff ScorecardEdge ScorecardLine ScoredPriority ScoredTarget SeriesBreak SeriesBreakCrossed ShownPart \
    Snapshot SnapshotConnection SnapshotDate SnapshotDiff SnapshotEdge SnapshotFinality Source SourceRow Step Strategy \
    StrategyConnection StrategyEdge Suppression Target TargetAim TargetBenchmarkUsed TestedIndicator Trajectory \
    TrajectoryPoint Trust TrustConnection TrustEdge TrustMembership TrustPrinciple Viewer YearlyRate Node CountSummary \
    OutcomeGroup OutcomeGroupKey OutcomeGroupConnection OutcomeGroupEdge OutcomeSummary SchoolGroup SchoolGroupKey \
    SchoolGroupConnection SchoolGroupEdge";

/// Types for holders of tokens, with the least role.
const GUARDED: [(Role, &str); 3] = [
    (
        Role::Member,
        "Organisation OrganisationConnection OrganisationEdge Designation Partnership PartnershipConnection \
         PartnershipEdge PartnershipMember ServedCommitment MeantOutcome Activity ActivityConnection ActivityEdge \
         ExpectedEffect FundingBid FundingBidConnection FundingBidEdge FundingStream FundingStreamConnection \
         FundingStreamEdge Contribution ContributionConnection ContributionEdge ClaimedFigure PartnershipGroup \
         PartnershipGroupKey ActivityGroup ActivityGroupKey ContributionGroup ContributionGroupKey FundingBidGroup \
         FundingBidGroupKey FundingStreamGroup FundingStreamGroupKey RecommendationGroup RecommendationGroupKey \
         ScrutinyMeeting ScrutinyMeetingConnection ScrutinyMeetingEdge ScrutinyFeedback Recommendation \
         RecommendationConnection RecommendationEdge RecommendationResponse RecommendationProgress \
         RecommendationAction NamedCommitment NamedOutcome TermLine EqualityImpact EqualityImpactConnection \
         EqualityImpactEdge PenceSummary PartnershipGroupConnection PartnershipGroupEdge ActivityGroupConnection \
         ActivityGroupEdge ContributionGroupConnection ContributionGroupEdge FundingBidGroupConnection \
         FundingBidGroupEdge FundingStreamGroupConnection FundingStreamGroupEdge RecommendationGroupConnection \
         RecommendationGroupEdge",
    ),
    (
        Role::Officer,
        "OrganisationPayload PartnershipPayload UserError RiskPolicy RiskTier RiskAssessment \
         RiskAssessmentConnection RiskAssessmentEdge RiskAssessmentPayload Visit VisitConnection VisitEdge \
         VisitPayload Action ActionConnection ActionEdge ActionPayload DueChange NoSurprise NoSurpriseYear \
         CountedRate AdverseInspection Flag FlagConnection FlagEdge FlagPayload FlaggedLine ActivityPayload \
         FundingBidPayload FundingStreamPayload ContributionPayload ActionGroup ActionGroupKey VisitGroup \
         VisitGroupKey FlagGroup FlagGroupKey RiskAssessmentGroup RiskAssessmentGroupKey ScrutinyMeetingPayload \
         ScrutinyFeedbackPayload RecommendationPayload EqualityImpactPayload Commentary CommentaryConnection \
         CommentaryEdge CommentaryVersion CommentaryPayload ActionGroupConnection ActionGroupEdge \
         VisitGroupConnection VisitGroupEdge FlagGroupConnection FlagGroupEdge RiskAssessmentGroupConnection \
         RiskAssessmentGroupEdge",
    ),
    (
        Role::DataOwner,
        "AuditEntry AuditEntryConnection AuditEntryEdge CompileScorecardPayload CompileSnapshotPayload \
         RiskPolicyPayload",
    ),
];

/// Root fields for holders of tokens: the least role, and an operation that asks for it. `ORG` and `PART` are ids.
const ROOTS: [(&str, Role, &str); 14] = [
    ("organisation", Role::Member, "{ organisation(id: ORG) { name } }"),
    ("organisations", Role::Member, "{ organisations { totalCount } }"),
    ("partnership", Role::Member, "{ partnership(id: PART) { title } }"),
    ("partnerships", Role::Member, "{ partnerships { totalCount } }"),
    ("auditEntries", Role::DataOwner, "{ auditEntries { totalCount } }"),
    (
        "compileScorecard",
        Role::DataOwner,
        "mutation { compileScorecard(input: {strategy: \"none\", academicYear: \"2025/26\", term: AUTUMN}) { isNew } }",
    ),
    ("compileSnapshot", Role::DataOwner, "mutation { compileSnapshot(input: {strategy: \"none\"}) { isNew } }"),
    (
        "createOrganisation",
        Role::Officer,
        "mutation { createOrganisation(input: {kind: EMPLOYER, name: \" \"}) { organisation { id } } }",
    ),
    (
        "updateOrganisation",
        Role::Officer,
        "mutation { updateOrganisation(input: {id: ORG, expectedVersion: 9}) { organisation { id } } }",
    ),
    (
        "createDesignation",
        Role::Officer,
        "mutation { createDesignation(input: {organisation: ORG, kind: TEACHING_SCHOOL, validFrom: \"2020-01-01\"}) \
         { organisation { id } } }",
    ),
    (
        "updateDesignation",
        Role::Officer,
        "mutation { updateDesignation(input: {id: ORG, organisation: ORG, expectedVersion: 9, kind: TEACHING_SCHOOL, \
         validFrom: \"2020-01-01\"}) { organisation { id } } }",
    ),
    (
        "createPartnership",
        Role::Officer,
        "mutation { createPartnership(input: {partnership: {kind: SCHOOLS, title: \" \", status: PROPOSED, \
         validFrom: \"2020-01-01\", commitments: [], outcomes: []}}) { partnership { id } } }",
    ),
    (
        "updatePartnership",
        Role::Officer,
        "mutation { updatePartnership(input: {id: PART, expectedVersion: 9, partnership: {kind: SCHOOLS, title: \" \", \
         status: PROPOSED, validFrom: \"2020-01-01\", commitments: [], outcomes: []}}) { partnership { id } } }",
    ),
    (
        "addPartnershipMember",
        Role::Officer,
        "mutation { addPartnershipMember(input: {partnership: PART, organisation: ORG, role: LEAD, \
         validFrom: \"2000-01-01\"}) { partnership { id } } }",
    ),
];

/// Those of critical-friend work.
const CRITICAL_FRIEND: [(&str, Role, &str); 26] = [
    (
        "updatePartnershipMember",
        Role::Officer,
        "mutation { updatePartnershipMember(input: {id: ORG, partnership: PART, expectedVersion: 9, role: LEAD, \
         validFrom: \"2000-01-01\"}) { partnership { id } } }",
    ),
    ("riskPolicies", Role::Officer, "{ riskPolicies { code } }"),
    ("riskAssessments", Role::Officer, "{ riskAssessments { totalCount } }"),
    ("visits", Role::Officer, "{ visits { totalCount } }"),
    ("flags", Role::Officer, "{ flags { totalCount } }"),
    ("partnershipGroups", Role::Member, "{ partnershipGroups(by: [STATUS]) { totalCount } }"),
    ("activityGroups", Role::Member, "{ activityGroups(by: [STATUS]) { totalCount } }"),
    ("actionGroups", Role::Officer, "{ actionGroups(by: [STATUS]) { totalCount } }"),
    ("visitGroups", Role::Officer, "{ visitGroups(by: [STATUS]) { totalCount } }"),
    ("flagGroups", Role::Officer, "{ flagGroups(by: [STATUS]) { totalCount } }"),
    ("riskAssessmentGroups", Role::Officer, "{ riskAssessmentGroups(by: [TIER]) { totalCount } }"),
    ("contributionGroups", Role::Member, "{ contributionGroups(by: [METHOD]) { totalCount } }"),
    ("fundingBidGroups", Role::Member, "{ fundingBidGroups(by: [FUNDER]) { totalCount } }"),
    ("fundingStreamGroups", Role::Member, "{ fundingStreamGroups(by: [FUNDER]) { totalCount } }"),
    ("recommendationGroups", Role::Member, "{ recommendationGroups(by: [ACCEPTED]) { totalCount } }"),
    (
        "closeFlag",
        Role::Officer,
        "mutation { closeFlag(input: {id: ORG, expectedVersion: 1, note: \" \"}) { flag { id } } }",
    ),
    ("actions", Role::Officer, "{ actions { totalCount } }"),
    ("noSurprise", Role::Officer, "{ noSurprise(from: \"2024-09-01\", to: \"2025-09-01\") { sensitivity { part } } }"),
    (
        "createRiskPolicy",
        Role::DataOwner,
        "mutation { createRiskPolicy(input: {code: \" \", expectedVersion: 0, tiers: [], approvedOn: \"2025-01-01\", \
         approvedBy: \" \"}) { policy { code } } }",
    ),
    (
        "assessRisk",
        Role::Officer,
        "mutation { assessRisk(input: {urn: 1, policy: ORG, tier: 1, rationale: \" \", decidedBy: \" \", \
         decidedOn: \"2025-01-01\"}) { assessment { tier } } }",
    ),
    (
        "planVisit",
        Role::Officer,
        "mutation { planVisit(input: {urn: 1, day: \"2025-01-01\", purpose: \" \", leadOfficer: \" \"}) { visit { id } } }",
    ),
    (
        "recordVisit",
        Role::Officer,
        "mutation { recordVisit(input: {urn: 1, day: \"2025-01-01\", purpose: \" \", leadOfficer: \" \"}) \
         { visit { id } } }",
    ),
    (
        "updateVisit",
        Role::Officer,
        "mutation { updateVisit(input: {id: ORG, expectedVersion: 9, day: \"2025-01-01\", purpose: \" \", \
         leadOfficer: \" \", status: HELD}) { visit { id } } }",
    ),
    (
        "createAction",
        Role::Officer,
        "mutation { createAction(input: {text: \" \", owner: \" \", source: SCRUTINY, agreedOn: \"2025-01-01\", \
         due: \"2024-01-01\"}) { action { id } } }",
    ),
    (
        "updateAction",
        Role::Officer,
        "mutation { updateAction(input: {id: ORG, expectedVersion: 9, text: \" \", owner: \" \", due: \"2025-01-01\"}) \
         { action { id } } }",
    ),
    (
        "closeAction",
        Role::Officer,
        "mutation { closeAction(input: {id: ORG, expectedVersion: 9, closedOn: \"2025-01-01\", evidence: \" \"}) \
         { action { id } } }",
    ),
];

/// Root fields for everybody.
const PUBLIC_ROOTS: &str = "findings indicator indicators knowledge limits outcomes place places school schoolLandscape schools \
                            scorecard scorecardDiff scorecards snapshot snapshotDiff snapshots strategies strategy trust \
                            trustPrinciple trusts version viewer node nodes outcomeGroups schoolGroups rateLimit";

fn roots() -> Vec<(&'static str, Role, &'static str)> {
    ROOTS.into_iter().chain(CRITICAL_FRIEND).chain(activities::ROOTS).chain(SCRUTINY).collect()
}

/// The object types of the schema with their fields and what those come to.
fn objects() -> BTreeMap<String, Vec<(String, String)>> {
    let document = parse_schema(sextant_graphql::sdl()).unwrap();
    let types = document.definitions.into_iter().filter_map(|it| match it {
        TypeSystemDefinition::Type(it) => Some(it.node),
        _ => None,
    });
    let field = |it: &FieldDefinition| (it.name.node.to_string(), base(&it.ty.node));
    let objects = types.filter_map(|it| match it.kind {
        TypeKind::Object(object) => {
            Some((it.name.node.to_string(), object.fields.iter().map(|it| field(&it.node)).collect()))
        }
        _ => None,
    });
    objects.collect()
}

fn base(ty: &Type) -> String {
    match &ty.base {
        BaseType::Named(name) => name.to_string(),
        BaseType::List(inner) => base(inner),
    }
}

fn least(name: &str) -> Option<Role> {
    let guarded = GUARDED.iter().find(|(_, names)| names.split_whitespace().any(|it| it == name));
    let is_public = || PUBLIC.split_whitespace().any(|it| it == name);
    guarded.map(|(role, _)| *role).or_else(|| is_public().then_some(Role::Public))
}

#[test]
fn every_type_and_root_field_says_for_whom_it_is() {
    let objects = objects();
    let unsaid: Vec<_> =
        objects.keys().filter(|it| !["Query", "Mutation"].contains(&it.as_str()) && least(it).is_none()).collect();
    assert!(unsaid.is_empty(), "say in this file for whom these are: {unsaid:?}");
    let asked: BTreeSet<&str> =
        roots().into_iter().map(|(name, ..)| name).chain(PUBLIC_ROOTS.split_whitespace()).collect();
    let there: BTreeSet<&str> =
        ["Query", "Mutation"].iter().flat_map(|it| &objects[*it]).map(|(name, _)| name.as_str()).collect();
    assert_eq!(asked, there);
}

#[test]
fn what_is_for_holders_of_tokens_is_reached_through_root_fields_for_them_alone() {
    let objects = objects();
    // A root field that asks for more where it tells of more is there twice: the least of its roles counts.
    let mut guarded_roots: BTreeMap<&str, Role> = BTreeMap::new();
    for (name, role, _) in roots() {
        let least = guarded_roots.entry(name).or_insert(role);
        *least = role.min(*least);
    }
    for (name, fields) in &objects {
        for (field, comes_to) in fields {
            let (Some(needs), is_root) = (least(comes_to), ["Query", "Mutation"].contains(&name.as_str())) else {
                continue;
            };
            let has = if is_root {
                guarded_roots.get(field.as_str()).copied().unwrap_or(Role::Public)
            } else {
                least(name).unwrap()
            };
            assert!(has >= needs, "{name}.{field} gives {comes_to} to {has:?}, and it is for {needs:?}");
        }
    }
}

/// An organisation and a partnership of Thurrock.
async fn records(db: &Db) -> (Value, Value) {
    let officer = || who(Role::Officer, "thurrock");
    let organisation =
        "createOrganisation(input: {kind: EMPLOYER, name: \"Port\"}) { organisation { id } errors { code } }";
    let organisation = write_as(db, officer(), organisation).await["organisation"]["id"].clone();
    let input = partnership("Reading", "");
    let mutation =
        format!("createPartnership(input: {{partnership: {{{input}}}}}) {{ partnership {{ id }} errors {{ code }} }}");
    (organisation, write_as(db, officer(), &mutation).await["partnership"]["id"].clone())
}

/// The code of the one error, where there is one.
fn code(response: &Value) -> Option<&str> {
    response["errors"][0]["extensions"]["code"].as_str()
}

both! {
    async fn every_root_field_is_asked_with_every_role(db: LoadedCopy) {
        let (organisation, part) = records(&db).await;
        for (name, least, operation) in roots() {
            let operation = operation.replace("ORG", &organisation.to_string()).replace("PART", &part.to_string());
            for role in Role::ALL {
                let identity = if *role == Role::Public { Identity::public() } else { who(*role, "thurrock") };
                let response = respond_as(&db, identity, &operation).await;
                let expected = match role {
                    Role::Public => Some("UNAUTHENTICATED"),
                    role if *role < least => Some("FORBIDDEN"),
                    _ => None,
                };
                assert_eq!(code(&response), expected, "{name} as {role:?}: {response}");
            }
        }
        let told = respond_as(&db, Identity::public(), "{ viewer { role councilCode name } }").await;
        assert_eq!(told["data"]["viewer"], json!({ "role": "PUBLIC", "councilCode": null, "name": "public" }));
    }

    /// A token of another council, whatever its role, finds nothing and changes nothing.
    async fn every_root_field_is_asked_with_a_token_of_another_council(db: LoadedCopy) {
        db.execute("INSERT INTO council (code, name, place_id) VALUES ('essex', 'Essex County Council', 881)").await.unwrap();
        let (organisation, part) = records(&db).await;
        let before = db.texts("SELECT COALESCE(after, '') FROM audit_entry WHERE council_code = 'thurrock' ORDER BY id").await;
        for (name, _, operation) in roots() {
            let operation = operation.replace("ORG", &organisation.to_string()).replace("PART", &part.to_string());
            for role in [Role::Member, Role::Officer, Role::DataOwner, Role::Admin] {
                let response = respond_as(&db, who(role, "essex"), &operation).await;
                let text = response.to_string();
                assert!(!text.contains("Port") && !text.contains("Reading"), "{name} as {role:?}: {text}");
                let counted = &response["data"][name]["totalCount"];
                assert!(*counted == Value::Null || *counted == json!(0), "{name} as {role:?}: {text}");
            }
        }
        let after = db.texts("SELECT COALESCE(after, '') FROM audit_entry WHERE council_code = 'thurrock' ORDER BY id").await;
        assert_eq!(after, before);
    }
}
