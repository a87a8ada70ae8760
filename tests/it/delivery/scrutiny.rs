//! Scrutiny: what may be written, what is refused, and the thread from the recommendation to the lines of later scorecards.

use serde_json::{Value, json};
use sextant_domain::access::{Identity, Role};

use super::{refusal, refused, write_as};
use crate::contract::{ask, respond_as, who};
use crate::support::{Db, LoadedCopy, both};

/// Harris Academy Chafford Hundred, of the register.
const URN: i32 = 137_549;
const MEETING: &str = "{ meeting { id version day } errors { code path message } }";
const FEEDBACK: &str = "{ feedback { id text } errors { code path message } }";
const SHOWN: &str = "{ recommendation { id version receivedOn responseDue answeredOnTime implementation \
                     response { respondedOn accepted reason text } } errors { code path message } }";

async fn write(db: &Db, mutation: &str) -> Value {
    write_as(db, who(Role::Officer, "thurrock"), mutation).await
}

async fn seen(db: &Db, query: &str) -> Value {
    let response = respond_as(db, who(Role::Member, "thurrock"), query).await;
    assert_eq!(response.get("errors"), None, "{query}: {response}");
    response["data"].clone()
}

/// A meeting of a day; its id.
async fn met(db: &Db, day: &str) -> Value {
    let input = format!(
        "body: \"Children's Services Overview and Scrutiny Committee\", day: \"{day}\", title: \"Item of {day}\""
    );
    write(db, &format!("createScrutinyMeeting(input: {{{input}}}) {MEETING}")).await["meeting"]["id"].clone()
}

async fn recommend(db: &Db, meeting: &Value, more: &str) -> Value {
    let input = format!("meeting: {meeting}, text: \"Publish the plan.\", addressedTo: \"Cabinet\" {more}");
    write(db, &format!("makeRecommendation(input: {{{input}}}) {SHOWN}")).await
}

async fn respond(db: &Db, id: &Value, version: i32, said: &str) -> Value {
    let input = format!("id: {id}, expectedVersion: {version}, text: \"We answer.\", {said}");
    write(db, &format!("respondToRecommendation(input: {{{input}}}) {SHOWN}")).await
}

async fn progress(db: &Db, id: &Value, version: i32, said: &str) -> Value {
    let input = format!("id: {id}, expectedVersion: {version}, {said}");
    write(db, &format!("recordRecommendationProgress(input: {{{input}}}) {SHOWN}")).await
}

async fn act(db: &Db, recommendation: &Value, more: &str) -> Value {
    let input = format!(
        "text: \"Write the plan\", owner: \"Head of service\", source: SCRUTINY, recommendation: {recommendation}, \
         agreedOn: \"2026-02-20\", due: \"2026-06-01\" {more}"
    );
    write(db, &format!("createAction(input: {{{input}}}) {{ action {{ id recommendation {{ text }} }} errors {{ code path message }} }}")).await
}

fn about(indicator: &str) -> String {
    format!(", outcomes: [{{strategy: \"thurrock-2019\", indicator: \"{indicator}\"}}]")
}

async fn rows(db: &Db) -> i64 {
    let mut all = 0;
    for table in [
        "scrutiny_meeting",
        "scrutiny_feedback",
        "recommendation",
        "recommendation_outcome",
        "recommendation_progress",
        "action",
        "audit_entry",
    ] {
        all += db.number(&format!("SELECT COUNT(*) FROM {table}")).await;
    }
    all
}

/// Five meetings that were held and one that is planned. The second was answered on the last day and done, the third a day late,
/// the fourth not at all, the fifth refused in time.
async fn five_meetings(db: &Db) {
    let id = |written: &Value| written["recommendation"]["id"].clone();
    let mut meetings = Vec::new();
    for day in ["2025-09-30", "2025-11-18", "2026-02-10", "2026-07-07", "2026-09-22", "2027-01-12"] {
        meetings.push(met(db, day).await);
    }
    let second = id(&recommend(db, &meetings[1], &about("ATT-08")).await);
    respond(db, &second, 1, "respondedOn: \"2026-01-17\", accepted: YES").await;
    progress(db, &second, 2, "day: \"2026-02-01\", status: IN_PROGRESS").await;
    progress(db, &second, 3, "day: \"2026-06-30\", status: IMPLEMENTED, note: \"The plan is out.\"").await;
    let third = id(&recommend(db, &meetings[2], &format!("{}, receivedOn: \"2026-02-12\"", about("ATT-16"))).await);
    respond(
        db,
        &third,
        1,
        "respondedOn: \"2026-04-12\", accepted: PARTLY, reason: \"There is no money for all of it.\"",
    )
    .await;
    act(db, &third, "").await;
    act(db, &third, &format!(", urn: {URN}")).await;
    recommend(db, &meetings[3], &about("ATT-16")).await;
    let fifth = id(&recommend(db, &meetings[4], "").await);
    respond(db, &fifth, 1, "respondedOn: \"2026-11-20\", accepted: NO, reason: \"It is done elsewhere.\"").await;
}

/// How many recommendations match.
async fn counted(db: &Db, asked: &str) -> i64 {
    seen(db, &format!("{{ recommendations({asked}) {{ totalCount }} }}")).await["recommendations"]["totalCount"]
        .as_i64()
        .unwrap()
}

both! {
    /// One query: what was asked of Cabinet, whether it answered in two months, what came of it. Two months that begin with
    /// 18 November end on 17 January; with 12 February, on 11 April; with 7 July, on 6 September, 78 days before 23 November. The lines are those of the
    /// published scorecards: 69 for reading, writing and maths; 44.8 for Attainment 8 in spring, and 45.3 in summer.
    async fn the_thread_from_the_meeting_to_the_indicator(db: LoadedCopy) {
        five_meetings(&db).await;
        let data = seen(&db, include_str!("../../../schema/operations/ScrutinyThread.graphql")).await;
        let meetings = data["scrutinyMeetings"]["nodes"].as_array().unwrap();
        assert_eq!(data["scrutinyMeetings"]["totalCount"], 5, "the planned one is not among them");
        let days: Vec<_> = meetings.iter().map(|it| it["day"].as_str().unwrap()).collect();
        assert_eq!(days, ["2026-09-22", "2026-07-07", "2026-02-10", "2025-11-18"]);
        let told: Vec<&Value> = meetings.iter().map(|it| &it["recommendations"][0]).collect();
        let field = |name: &str| told.iter().map(|it| it[name].clone()).collect::<Vec<_>>();
        assert_eq!(field("responseDue"), ["2026-11-21", "2026-09-06", "2026-04-11", "2026-01-17"]);
        assert_eq!(field("answeredOnTime"), [json!(true), Value::Null, json!(false), json!(true)]);
        assert_eq!(field("daysOverdue"), [Value::Null, json!(78), Value::Null, Value::Null]);
        assert_eq!(field("implementation"), ["NOT_STARTED", "NOT_STARTED", "NOT_STARTED", "IMPLEMENTED"]);
        assert_eq!(told[2]["response"]["reason"], "There is no money for all of it.");
        let steps: Vec<_> = told[3]["progress"].as_array().unwrap().iter().map(|it| it["day"].clone()).collect();
        assert_eq!(steps, ["2026-02-01", "2026-06-30"]);
        let lines = |it: &Value| -> Vec<(String, String)> {
            let lines = it["outcomes"][0]["laterLines"].as_array().unwrap();
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            lines.iter().map(|line| (text(&line["term"]), text(&line["line"]["value"]["display"]))).collect()
        };
        let expected = |all: &[(&str, &str)]| all.iter().map(|(term, value)| ((*term).to_owned(), (*value).to_owned())).collect::<Vec<_>>();
        assert_eq!(lines(told[3]), expected(&[("AUTUMN", "69"), ("SPRING", "69"), ("SUMMER", "69")]));
        assert_eq!(lines(told[2]), expected(&[("SPRING", "44.8"), ("SUMMER", "45.3")]));
        assert_eq!(lines(told[1]), expected(&[("SUMMER", "45.3")]));
        assert_eq!(told[0]["outcomes"], json!([]));
        assert_eq!(told[2]["outcomes"][0]["line"]["value"]["display"], "45.3");
    }

    /// What concerns a single school is for officers.
    async fn members_read_of_actions_but_not_of_single_schools(db: LoadedCopy) {
        five_meetings(&db).await;
        let query = "{ recommendations(filter: {accepted: {eq: PARTLY}}) { nodes { actions { text owner concernsSchool daysOverdue } } } }";
        let member = seen(&db, query).await["recommendations"]["nodes"][0]["actions"].clone();
        let own = json!({ "text": "Write the plan", "owner": "Head of service", "concernsSchool": false, "daysOverdue": 175 });
        let hidden = json!({ "text": null, "owner": null, "concernsSchool": true, "daysOverdue": 175 });
        assert_eq!(member, json!([own, hidden]));
        let officer = respond_as(&db, who(Role::Officer, "thurrock"), query).await;
        let actions = officer["data"]["recommendations"]["nodes"][0]["actions"].clone();
        assert_eq!((&actions[0], &actions[1]["text"]), (&own, &json!("Write the plan")));
    }

    async fn recommendations_are_found_by_answer_and_day(db: LoadedCopy) {
        five_meetings(&db).await;
        for (asked, expected) in [
            ("filter: {answeredOnTime: {eq: true}}", 2),
            ("filter: {answeredOnTime: {eq: false}}", 1),
            ("filter: {not: {answeredOnTime: {eq: true}}}", 2),
            ("overdueOn: \"2026-11-23\"", 1),
            ("overdueOn: \"2026-09-06\"", 0),
            ("overdueOn: \"2026-09-08\"", 1),
            ("unansweredOn: \"2026-04-11\"", 1),
            ("unansweredOn: \"2026-04-12\"", 0),
            ("unansweredOn: \"2026-11-19\"", 2),
            ("filter: {accepted: {in: [NO, PARTLY]}}", 2),
            ("filter: {implementation: {eq: IMPLEMENTED}}", 1),
            ("filter: {indicator: {eq: \"ATT-16\"}}", 2),
            ("filter: {indicator: {in: []}}", 0),
            ("filter: {commitment: {eq: \"1.1\"}}", 0),
            ("filter: {addressedTo: {contains: \"cabin\"}, meetingDay: {lte: \"2026-02-10\"}}", 2),
            ("filter: {body: {contains: \"CHILDREN\"}, respondedOn: {isNull: true}}", 1),
            ("filter: {addressedTo: {eq: \"cabinet\"}}", 0),
        ] {
            assert_eq!(counted(&db, asked).await, expected, "{asked}");
        }
        let meetings = seen(&db, "{ scrutinyMeetings(filter: {hasRecommendation: {eq: false}}) { totalCount } }").await;
        assert_eq!(meetings["scrutinyMeetings"]["totalCount"], 2);
        let query = "{ recommendations(orderBy: [{field: RESPONDED_ON, direction: DESC}], first: 2) { nodes { response { respondedOn } } pageInfo { endCursor } } }";
        let page = seen(&db, query).await["recommendations"].clone();
        let after = format!("first: 2, after: {}", page["pageInfo"]["endCursor"]);
        let rest = seen(&db, &query.replace("first: 2", &after)).await["recommendations"]["nodes"].clone();
        assert_eq!(page["nodes"][0]["response"]["respondedOn"], "2026-11-20");
        assert_eq!(rest, json!([{ "response": { "respondedOn": "2026-01-17" } }, { "response": null }]));
    }

    async fn what_is_wrong_is_named_and_nothing_is_written(db: LoadedCopy) {
        let (held, planned) = (met(&db, "2026-10-10").await, met(&db, "2026-12-10").await);
        let id = recommend(&db, &held, "").await["recommendation"]["id"].clone();
        let before = rows(&db).await;
        let (long, nowhere) = ("x".repeat(1_000_000), json!("U2NydXRpbnlNZWV0aW5nOm5vbmU"));
        for (meeting, more, code, path) in [
            (&nowhere, "", "UNKNOWN", "input.meeting"),
            (&planned, "", "STATE_NOT_ALLOWED", "input.meeting"),
            (&held, ", receivedOn: \"2026-10-09\"", "DATES_REVERSED", "input.receivedOn"),
            (&held, ", receivedOn: \"2026-11-24\"", "OUT_OF_RANGE", "input.receivedOn"),
            (&held, ", outcomes: [{strategy: \"thurrock-2019\", indicator: \"ATT-99\"}]", "UNKNOWN", "input.outcomes"),
            (&held, ", commitments: [{strategy: \"thurrock-2019\", commitment: \"9.9\"}]", "UNKNOWN", "input.commitments"),
        ] {
            assert_eq!(refused(&recommend(&db, meeting, more).await), refusal(code, path), "{more}");
        }
        for (said, code, path) in [
            ("respondedOn: \"2026-10-09\", accepted: YES", "DATES_REVERSED", "input.respondedOn"),
            ("respondedOn: \"2026-11-24\", accepted: YES", "OUT_OF_RANGE", "input.respondedOn"),
            ("respondedOn: \"2026-11-01\", accepted: PARTLY", "REQUIRED", "input.reason"),
            ("respondedOn: \"2026-11-01\", accepted: NO, reason: \" \"", "REQUIRED", "input.reason"),
            (&format!("respondedOn: \"2026-11-01\", accepted: NO, reason: \"{long}\""), "TOO_LONG", "input.reason"),
        ] {
            assert_eq!(refused(&respond(&db, &id, 1, said).await), refusal(code, path));
        }
        for (text, more, code, path) in [
            ("Why?\\u0007", "", "CONTROL_CHARACTER", "input.text"),
            ("Why?", ", commitment: {strategy: \"thurrock-2019\", commitment: \"9.9\"}", "UNKNOWN", "input.commitment"),
            ("Why?", ", outcome: {strategy: \"thurrock-2019\", indicator: \"ATT-99\"}", "UNKNOWN", "input.outcome"),
        ] {
            let mutation = format!("addScrutinyFeedback(input: {{meeting: {held}, text: \"{text}\" {more}}}) {FEEDBACK}");
            assert_eq!(refused(&write(&db, &mutation).await), refusal(code, path), "{text} {more}");
        }
        assert_eq!(refused(&act(&db, &nowhere, "").await), refusal("UNKNOWN", "input.recommendation"));
        let moved = format!("updateScrutinyMeeting(input: {{id: {held}, expectedVersion: 1, body: \"C\", title: \"T\", day: \"2026-10-11\"}}) {MEETING}");
        assert_eq!(refused(&write(&db, &moved).await), refusal("DATES_REVERSED", "input.day"));
        assert_eq!(rows(&db).await, before);
    }

    async fn an_answer_is_given_once_and_corrected_in_the_open(db: LoadedCopy) {
        let held = met(&db, "2026-08-31").await;
        let made = recommend(&db, &held, "").await["recommendation"].clone();
        let (id, stale) = (made["id"].clone(), refusal("STALE_VERSION", "input.expectedVersion"));
        assert_eq!((&made["receivedOn"], &made["responseDue"]), (&json!("2026-08-31"), &json!("2026-10-30")));
        let update = |version: i32| format!("updateRecommendation(input: {{id: {id}, expectedVersion: {version}, text: \"Publish it by May.\", \
            addressedTo: \"Cabinet\", receivedOn: \"2026-09-01\" {}}}) {SHOWN}", about("ATT-08"));
        assert_eq!(write(&db, &update(1)).await["recommendation"]["responseDue"], "2026-10-31");
        assert_eq!(refused(&write(&db, &update(1)).await), stale);
        let early = progress(&db, &id, 2, "day: \"2026-11-01\", status: IN_PROGRESS").await;
        assert_eq!(refused(&early), refusal("STATE_NOT_ALLOWED", "input.id"));
        let answered = respond(&db, &id, 2, "respondedOn: \"2026-11-01\", accepted: YES").await;
        assert_eq!(answered["recommendation"]["answeredOnTime"], false);
        assert_eq!(refused(&write(&db, &update(3)).await), refusal("STATE_NOT_ALLOWED", "input.id"));
        assert_eq!(refused(&respond(&db, &id, 2, "respondedOn: \"2026-11-01\", accepted: YES").await), stale);
        let corrected = respond(&db, &id, 3, "respondedOn: \"2026-10-31\", accepted: YES").await;
        assert_eq!(corrected["recommendation"]["answeredOnTime"], true);
        let trail = ask(&db, &format!("{{ auditEntries(record: {id}) {{ nodes {{ kind version before }} }} }}")).await;
        let trail = trail["auditEntries"]["nodes"].as_array().unwrap();
        let versions: Vec<_> = trail.iter().map(|it| it["version"].as_i64().unwrap()).collect();
        assert_eq!(versions, [1, 2, 3, 4]);
        assert!(trail[3]["before"].as_str().unwrap().contains("\"responded_on\":\"2026-11-01\""), "{trail:?}");
        for (said, code, path) in [
            ("day: \"2026-10-30\", status: IN_PROGRESS", "DATES_REVERSED", "input.day"),
            ("day: \"2026-11-24\", status: IN_PROGRESS", "OUT_OF_RANGE", "input.day"),
            ("day: \"2026-11-10\", status: IMPLEMENTED", "EVIDENCE_REQUIRED", "input.note"),
            ("day: \"2026-11-10\", status: NOT_PURSUED", "REQUIRED", "input.note"),
        ] {
            assert_eq!(refused(&progress(&db, &id, 4, said).await), refusal(code, path), "{said}");
        }
        let begun = progress(&db, &id, 4, "day: \"2026-11-10\", status: IN_PROGRESS").await;
        assert_eq!(begun["recommendation"]["implementation"], "IN_PROGRESS");
        let turned = respond(&db, &id, 5, "respondedOn: \"2026-11-01\", accepted: NO, reason: \"No.\"").await;
        assert_eq!(refused(&turned), refusal("STATE_NOT_ALLOWED", "input.accepted"));
        for act in ["UPDATE recommendation_progress SET note = 'x'", "DELETE FROM recommendation_progress"] {
            assert!(db.execute(act).await.unwrap_err().contains("append-only"), "{act}");
        }
    }

    async fn what_was_refused_is_not_put_into_practice(db: LoadedCopy) {
        let held = met(&db, "2026-09-01").await;
        let id = recommend(&db, &held, "").await["recommendation"]["id"].clone();
        respond(&db, &id, 1, "respondedOn: \"2026-09-02\", accepted: NO, reason: \"It costs too much.\"").await;
        let told = progress(&db, &id, 2, "day: \"2026-10-01\", status: IN_PROGRESS").await;
        assert_eq!(refused(&told), refusal("STATE_NOT_ALLOWED", "input.status"));
        let ended = progress(&db, &id, 2, "day: \"2026-10-01\", status: NOT_PURSUED").await;
        assert_eq!(ended["recommendation"]["implementation"], "NOT_PURSUED");
    }

    async fn comments_are_kept_beside_recommendations(db: LoadedCopy) {
        let held = met(&db, "2026-03-01").await;
        let say = async |more: &str| {
            write(&db, &format!("addScrutinyFeedback(input: {{meeting: {held}, text: \"What does it mean?\" {more}}}) {FEEDBACK}")).await
        };
        say("").await;
        say(", commitment: {strategy: \"thurrock-2019\", commitment: \"1.1\"}").await;
        say(", outcome: {strategy: \"thurrock-2019\", indicator: \"ATT-08\"}").await;
        let query = format!("{{ scrutinyMeeting(id: {held}) {{ recommendations {{ text }} feedback {{ recordedBy meeting {{ day }} commitment {{ commitmentCode strategy {{ code }} }} \
            outcome {{ indicatorCode indicator {{ name }} laterLines {{ term }} }} }} }} }}");
        let meeting = seen(&db, &query).await["scrutinyMeeting"].clone();
        assert_eq!(meeting["recommendations"], json!([]));
        let said = meeting["feedback"].as_array().unwrap();
        assert_eq!((said.len(), &said[0]["recordedBy"]), (3, &json!("A test's officer")));
        assert_eq!((&said[0]["commitment"], &said[0]["outcome"]), (&Value::Null, &Value::Null));
        assert_eq!(said[1]["commitment"], json!({ "commitmentCode": "1.1", "strategy": { "code": "thurrock-2019" } }));
        assert_eq!(said[2]["outcome"]["laterLines"], json!([{ "term": "SPRING" }, { "term": "SUMMER" }]));
        assert!(db.execute("DELETE FROM scrutiny_feedback").await.unwrap_err().contains("append-only"));
    }

    async fn a_key_writes_once(db: LoadedCopy) {
        let held = met(&db, "2026-10-10").await;
        let with = async |key: &str| recommend(&db, &held, &format!(", idempotencyKey: \"{key}\"")).await;
        let first = with("one").await["recommendation"]["id"].clone();
        assert_eq!(with("one").await["recommendation"]["id"], first);
        let other = recommend(&db, &held, ", idempotencyKey: \"one\", receivedOn: \"2026-10-11\"").await;
        assert_eq!(refused(&other), refusal("IDEMPOTENCY_KEY_REUSED", "input.idempotencyKey"));
        let answer = async || respond(&db, &first, 1, "respondedOn: \"2026-11-01\", accepted: YES, idempotencyKey: \"two\"").await;
        assert_eq!(answer().await, answer().await);
        assert_eq!(db.number("SELECT COUNT(*) FROM recommendation").await, 1);
        assert_eq!(db.number("SELECT MAX(version) FROM recommendation").await, 2);
    }

    /// A foreign id answers exactly as one that does not exist, whoever asks.
    async fn another_council_sees_nothing_and_changes_nothing(db: LoadedCopy) {
        db.execute("INSERT INTO council (code, name, place_id) VALUES ('essex', 'Essex County Council', 881)").await.unwrap();
        five_meetings(&db).await;
        let meeting = seen(&db, "{ scrutinyMeetings(first: 1) { nodes { id } } }").await["scrutinyMeetings"]["nodes"][0]["id"].clone();
        let made = seen(&db, "{ recommendations(first: 1) { nodes { id } } }").await["recommendations"]["nodes"][0]["id"].clone();
        let foreign = || who(Role::Admin, "essex");
        let told = async |identity: Identity, meeting: &Value, made: &Value| {
            let mut all = Vec::new();
            for mutation in [
                format!("updateScrutinyMeeting(input: {{id: {meeting}, expectedVersion: 1, body: \"C\", title: \"T\", day: \"2026-10-11\"}}) {MEETING}"),
                format!("addScrutinyFeedback(input: {{meeting: {meeting}, text: \"Why?\"}}) {FEEDBACK}"),
                format!("makeRecommendation(input: {{meeting: {meeting}, text: \"Do.\", addressedTo: \"Cabinet\"}}) {SHOWN}"),
                format!("updateRecommendation(input: {{id: {made}, expectedVersion: 1, text: \"Do.\", addressedTo: \"Cabinet\"}}) {SHOWN}"),
                format!("respondToRecommendation(input: {{id: {made}, expectedVersion: 1, text: \"No.\", respondedOn: \"2026-11-01\", accepted: YES}}) {SHOWN}"),
                format!("recordRecommendationProgress(input: {{id: {made}, expectedVersion: 1, day: \"2026-11-01\", status: IN_PROGRESS}}) {SHOWN}"),
                format!("createAction(input: {{text: \"T\", owner: \"O\", source: SCRUTINY, recommendation: {made}, agreedOn: \"2026-02-20\", due: \"2026-06-01\"}}) {{ action {{ id }} errors {{ code path message }} }}"),
            ] {
                all.push(write_as(&db, identity.clone(), &mutation).await);
            }
            all
        };
        let (none, no) = (json!("U2NydXRpbnlNZWV0aW5nOm5vbmU"), json!("UmVjb21tZW5kYXRpb246bm9uZQ"));
        let theirs = told(foreign(), &meeting, &made).await;
        assert_eq!(theirs, told(foreign(), &none, &no).await);
        assert!(theirs.iter().all(|it| it["errors"][0]["code"] == "UNKNOWN"), "{theirs:?}");
        let query = format!("{{ scrutinyMeeting(id: {meeting}) {{ title }} recommendation(id: {made}) {{ text }} scrutinyMeetings {{ totalCount }} \
            recommendations {{ totalCount }} of: recommendations(meeting: {meeting}) {{ totalCount }} actions(recommendation: {made}) {{ totalCount }} }}");
        let data = respond_as(&db, foreign(), &query).await["data"].clone();
        let nothing = json!({ "totalCount": 0 });
        assert_eq!(data, json!({ "scrutinyMeeting": null, "recommendation": null, "scrutinyMeetings": nothing, "recommendations": nothing, "of": nothing, "actions": nothing }));
        // Thurrock's strategy is no strategy of theirs.
        let own = write_as(&db, foreign(), &format!("createScrutinyMeeting(input: {{body: \"C\", title: \"T\", day: \"2026-01-01\"}}) {MEETING}")).await;
        let input = format!("meeting: {}, text: \"Do.\", addressedTo: \"Cabinet\" {}", own["meeting"]["id"], about("ATT-08"));
        let borrowed = write_as(&db, foreign(), &format!("makeRecommendation(input: {{{input}}}) {SHOWN}")).await;
        assert_eq!(refused(&borrowed), refusal("UNKNOWN", "input.outcomes"));
    }

    /// The thread costs as many statements for one meeting as for all.
    async fn the_thread_costs_no_more_statements_for_more_meetings(db: LoadedCopy) {
        five_meetings(&db).await;
        let text = include_str!("../../../schema/operations/ScrutinyThread.graphql");
        let mut counts = Vec::new();
        for (first, offset) in [("first: 1", "2025-12-31"), ("first: 4", "2026-11-23")] {
            let before = db.store.statements();
            ask(&db, &text.replace("first: 4", first).replace("2026-11-23", offset)).await;
            counts.push(db.store.statements() - before);
        }
        assert_eq!(counts[0], counts[1]);
    }
}
