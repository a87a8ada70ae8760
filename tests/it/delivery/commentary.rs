//! Commentary: it belongs to one line of one revision, is versioned, and nobody else reads a draft.

use serde_json::{Value, json};
use sextant_domain::TermOfYear;
use sextant_domain::access::{Identity, Role};
use sextant_domain::scorecard::sha256_hex;
use sextant_jobs::scorecard::{CompileRequest, compile_scorecard};

use super::{refusal, refused, write_as};
use crate::contract::{ask, respond_as, who};
use crate::support::{Db, LoadedCopy, both, day, now};

const SHOWN: &str = "{ commentary { id version state text lineHash revision basedOn { revision } line { value { display } } } \
                     errors { code path message } }";

async fn write(db: &Db, mutation: &str) -> Value {
    write_as(db, who(Role::Officer, "thurrock"), mutation).await
}

/// A commentary on a line of the spring scorecard.
async fn comment(db: &Db, indicator: &str, state: &str, more: &str) -> Value {
    let card = "strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: SPRING";
    let input = format!("{card}, indicator: \"{indicator}\", state: {state}, {more}");
    write(db, &format!("writeCommentary(input: {{{input}}}) {SHOWN}")).await
}

async fn update(db: &Db, id: &Value, version: i32, more: &str) -> Value {
    write(db, &format!("updateCommentary(input: {{id: {id}, expectedVersion: {version}, {more}}}) {SHOWN}")).await
}

/// What the public reads beside a line of the spring scorecard in a revision; in the newest when not said.
async fn read(db: &Db, indicator: &str, revision: Option<i32>) -> Vec<String> {
    let revision = revision.map_or_else(String::new, |number| format!(", revision: {number}"));
    let query = format!(
        "{{ scorecard(by: {{strategyTerm: {{strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: SPRING{revision}}}}}) \
         {{ contentHash line(indicator: \"{indicator}\") {{ commentary {{ text author writtenAt }} }} }} }}"
    );
    let response = respond_as(db, Identity::public(), &query).await;
    assert_eq!(response.get("errors"), None, "{query}: {response}");
    let said = response["data"]["scorecard"]["line"]["commentary"].as_array().unwrap();
    said.iter().map(|it| it["text"].as_str().unwrap().to_owned()).collect()
}

/// The spring scorecard as the edition of 8 April 2026 knew it: a second revision.
async fn second_revision(db: &Db) {
    let request = CompileRequest {
        strategy: "thurrock-2019".to_owned(),
        term: TermOfYear::parse("2025/26-spring").unwrap(),
        as_known_at: Some(day("2026-04-08")),
        trigger: "command line",
    };
    assert_eq!(compile_scorecard(&db.store, &request, now()).await.unwrap().revision, 2);
}

both! {
    async fn only_what_is_published_stands_beside_the_line(db: LoadedCopy) {
        let hashes = db.texts("SELECT content_hash FROM scorecard ORDER BY 1").await;
        let draft = comment(&db, "ATT-16", "DRAFT", "revision: 1, text: \"A draft.\"").await["commentary"].clone();
        assert_eq!(read(&db, "ATT-16", None).await, Vec::<String>::new());
        assert_eq!(draft["line"]["value"]["display"], "44.8");
        let line = db.texts("SELECT content FROM scorecard_line WHERE strategy_code = 'thurrock-2019' AND year_start = 2025 AND term = 2 \
            AND indicator_code = 'ATT-16' AND breakdown = 'total' ORDER BY position").await;
        assert_eq!(draft["lineHash"], sha256_hex(line[0].as_bytes()));
        let published = update(&db, &draft["id"], 1, "state: PUBLISHED").await["commentary"].clone();
        assert_eq!((&published["text"], &published["version"]), (&json!("A draft."), &json!(2)));
        assert_eq!(read(&db, "ATT-16", None).await, ["A draft."]);
        assert_eq!(read(&db, "ATT-08", None).await, Vec::<String>::new());
        update(&db, &draft["id"], 2, "state: PUBLISHED, text: \"The figure is provisional.\"").await;
        comment(&db, "ATT-16", "PUBLISHED", "revision: 1, text: \"And more.\"").await;
        assert_eq!(read(&db, "ATT-16", Some(1)).await, ["The figure is provisional.", "And more."]);
        let back = update(&db, &draft["id"], 3, "state: DRAFT").await;
        assert_eq!(refused(&back), refusal("STATE_NOT_ALLOWED", "input.state"));
        update(&db, &draft["id"], 3, "state: WITHDRAWN").await;
        assert_eq!(read(&db, "ATT-16", None).await, ["And more."]);
        let again = update(&db, &draft["id"], 4, "state: PUBLISHED").await;
        assert_eq!(refused(&again), refusal("STATE_NOT_ALLOWED", "input.state"));
        assert_eq!(db.texts("SELECT content_hash FROM scorecard ORDER BY 1").await, hashes);
        let told = ask(&db, include_str!("../../../schema/operations/Commentary.graphql")).await["commentaries"].clone();
        assert_eq!(told["totalCount"], 2);
        let node = told["nodes"].as_array().unwrap().iter().find(|it| it["state"] == "WITHDRAWN").unwrap();
        let states: Vec<_> = node["history"].as_array().unwrap().iter().map(|it| it["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["DRAFT", "PUBLISHED", "PUBLISHED", "WITHDRAWN"]);
        for act in ["UPDATE commentary SET text = 'x'", "DELETE FROM commentary"] {
            assert!(db.execute(act).await.unwrap_err().contains("append-only"), "{act}");
        }
    }

    /// ATT-16 says 45.3 in the second revision, and ATT-08 what it said in the first: neither takes anything over.
    async fn nothing_is_carried_to_a_new_revision(db: LoadedCopy) {
        let first = comment(&db, "ATT-16", "PUBLISHED", "revision: 1, text: \"Of 44.8.\"").await["commentary"].clone();
        comment(&db, "ATT-08", "PUBLISHED", "revision: 1, text: \"Of 69.\"").await;
        second_revision(&db).await;
        for indicator in ["ATT-16", "ATT-08"] {
            assert_eq!(read(&db, indicator, None).await, Vec::<String>::new(), "{indicator}");
            assert_eq!(read(&db, indicator, Some(2)).await, Vec::<String>::new(), "{indicator}");
        }
        assert_eq!(read(&db, "ATT-16", Some(1)).await, ["Of 44.8."]);
        let more = format!("revision: 2, text: \"Of 45.3.\", basedOn: {}", first["id"]);
        let second = comment(&db, "ATT-16", "PUBLISHED", &more).await["commentary"].clone();
        assert_eq!((&second["basedOn"], &second["line"]["value"]["display"]), (&json!({ "revision": 1 }), &json!("45.3")));
        assert_ne!(second["lineHash"], first["lineHash"]);
        assert_eq!(read(&db, "ATT-16", None).await, ["Of 45.3."]);
        assert_eq!(read(&db, "ATT-16", Some(1)).await, ["Of 44.8."]);
        let counted = async |filter: &str| ask(&db, &format!("{{ commentaries(filter: {{{filter}}}) {{ totalCount }} }}")).await["commentaries"]["totalCount"].clone();
        assert_eq!(counted("revision: {eq: 2}").await, 1);
        assert_eq!(counted("term: {eq: SPRING}, academicYear: {eq: \"2025/26\"}, indicator: {eq: \"ATT-16\"}").await, 2);
        assert_eq!(counted("term: {eq: SUMMER}").await, 0);
    }

    async fn what_is_wrong_is_named_and_nothing_is_written(db: LoadedCopy) {
        let other = comment(&db, "ATT-08", "DRAFT", "revision: 1, text: \"Other.\"").await["commentary"]["id"].clone();
        let before = db.number("SELECT COUNT(*) FROM audit_entry").await;
        let long = "x".repeat(1_000_000);
        for (indicator, state, more, code, path) in [
            ("ATT-99", "DRAFT", "revision: 1, text: \"T\"", "UNKNOWN", "input.indicator"),
            ("ATT-16", "DRAFT", "revision: 2, text: \"T\"", "UNKNOWN", "input.indicator"),
            ("ATT-16", "DRAFT", "revision: 1, text: \"T\", group: \"none\"", "UNKNOWN", "input.indicator"),
            ("ATT-16", "DRAFT", "revision: 1, text: \" \"", "REQUIRED", "input.text"),
            ("ATT-16", "DRAFT", "revision: 1, text: \"a\\u0007\"", "CONTROL_CHARACTER", "input.text"),
            ("ATT-16", "DRAFT", &format!("revision: 1, text: \"{long}\""), "TOO_LONG", "input.text"),
            ("ATT-16", "WITHDRAWN", "revision: 1, text: \"T\"", "STATE_NOT_ALLOWED", "input.state"),
            ("ATT-16", "DRAFT", "revision: 1, text: \"T\", basedOn: \"Q29tbWVudGFyeTpub25l\"", "UNKNOWN", "input.basedOn"),
            ("ATT-16", "DRAFT", &format!("revision: 1, text: \"T\", basedOn: {other}"), "OUT_OF_RANGE", "input.basedOn"),
        ] {
            assert_eq!(refused(&comment(&db, indicator, state, more).await), refusal(code, path));
        }
        assert_eq!(refused(&update(&db, &other, 2, "state: PUBLISHED").await), refusal("STALE_VERSION", "input.expectedVersion"));
        assert_eq!(db.number("SELECT COUNT(*) FROM commentary").await, 1);
        assert_eq!(db.number("SELECT COUNT(*) FROM audit_entry").await, before);
    }

    async fn a_key_writes_once(db: LoadedCopy) {
        let with = async |text: &str| comment(&db, "ATT-16", "DRAFT", &format!("revision: 1, text: \"{text}\", idempotencyKey: \"one\"")).await;
        let first = with("T").await;
        assert_eq!(with("T").await, first);
        assert_eq!(refused(&with("U").await), refusal("IDEMPOTENCY_KEY_REUSED", "input.idempotencyKey"));
        assert_eq!(db.number("SELECT COUNT(*) FROM commentary").await, 1);
    }

    /// The scorecard is public, the commentary on it is written by its own council alone. Drafts are for officers.
    async fn another_council_and_members_read_no_drafts(db: LoadedCopy) {
        db.execute("INSERT INTO council (code, name, place_id) VALUES ('essex', 'Essex County Council', 881)").await.unwrap();
        let id = comment(&db, "ATT-16", "DRAFT", "revision: 1, text: \"A draft.\"").await["commentary"]["id"].clone();
        let foreign = || who(Role::Admin, "essex");
        let theirs = write_as(&db, foreign(), &format!("updateCommentary(input: {{id: {id}, expectedVersion: 1, state: PUBLISHED}}) {SHOWN}")).await;
        let none = write_as(&db, foreign(), &format!("updateCommentary(input: {{id: \"Q29tbWVudGFyeTpub25l\", expectedVersion: 1, state: PUBLISHED}}) {SHOWN}")).await;
        assert_eq!(theirs, none);
        assert_eq!(refused(&theirs), refusal("UNKNOWN", "input.id"));
        let on = |strategy: &str| format!("writeCommentary(input: {{strategy: \"{strategy}\", academicYear: \"2025/26\", term: SPRING, revision: 1, \
            indicator: \"ATT-16\", text: \"T\", state: PUBLISHED}}) {SHOWN}");
        let borrowed = write_as(&db, foreign(), &on("thurrock-2019")).await;
        assert_eq!(refused(&borrowed), refusal("UNKNOWN", "input.indicator"));
        let message = |payload: &Value, name: &str| payload["errors"][0]["message"].as_str().unwrap().replace(name, "…");
        let unknown = write_as(&db, foreign(), &on("no-such-strategy")).await;
        assert_eq!(message(&borrowed, "thurrock-2019"), message(&unknown, "no-such-strategy"));
        let seen = respond_as(&db, foreign(), "{ commentaries { totalCount } }").await;
        assert_eq!(seen["data"]["commentaries"]["totalCount"], 0);
        let member = respond_as(&db, who(Role::Member, "thurrock"), "{ commentaries { totalCount } }").await;
        assert_eq!(member["errors"][0]["extensions"]["code"], "FORBIDDEN");
        assert_eq!(db.number("SELECT COUNT(*) FROM commentary").await, 1);
    }

    /// Commentary on a whole scorecard costs one statement.
    async fn commentary_on_every_line_is_one_statement(db: LoadedCopy) {
        comment(&db, "ATT-16", "PUBLISHED", "revision: 1, text: \"T\"").await;
        let card = "scorecard(by: {strategyTerm: {strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: SPRING}})";
        let mut counts = Vec::new();
        for lines in ["line(indicator: \"ATT-16\") { commentary { text } }", "priorities { lines { commentary { text } } }"] {
            let before = db.store.statements();
            ask(&db, &format!("{{ {card} {{ {lines} }} }}")).await;
            counts.push(db.store.statements() - before);
        }
        assert_eq!(counts, [2, 2]);
    }
}
