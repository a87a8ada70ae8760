//! Answers that anybody can check against the publications. Every expectation was read or computed from the publishers' files
//! (with Python, or in the research for this project), none from Sextant.

use sextant_domain::indicator::Polarity;
use sextant_domain::place::PlaceLevel;
use sextant_domain::rules::{Quartile, standing};
use sextant_domain::scorecard::{Line, Scorecard};
use sextant_domain::{Basis, Measure, Period};
use sextant_store::ledger::{known_at, latest};
use sextant_store::query::outcomes::{OutcomeField as F, list, read_measure};
use sextant_store::query::schools::{MembershipKey, SchoolField, list as list_schools, memberships};
use sextant_store::query::{Filter, Order, PageRequest, Scalar, Test};

use crate::support::cards::{card, caveats, figure, line, line_of};
use crate::support::{Db, Loaded, both, day};

const AUTUMN: &str = "2025/26-autumn";
const SPRING: &str = "2025/26-spring";
const SUMMER: &str = "2025/26-summer";

async fn thurrock(db: &Db, term: &str) -> Scorecard {
    card(db, "thurrock-2019", term, None).await
}

/// Thurrock's measure and everybody else's, of one indicator and period, as known now.
async fn field(db: &Db, indicator: &str, period: Period) -> (Measure, Vec<Measure>) {
    let known = latest(db.store.read()).await.unwrap();
    let text = |field, text: &str| Filter::Is(field, Test::Eq(Scalar::Text(text.to_owned())));
    let number = |field, number: i64| Filter::Is(field, Test::Eq(Scalar::Int(number)));
    let filter = Filter::All(vec![
        text(F::Indicator, indicator),
        text(F::Breakdown, "total"),
        text(F::Source, "lait"),
        number(F::Period, period.code().into()),
        number(F::Level, PlaceLevel::LocalAuthority.number().into()),
    ]);
    let request = PageRequest { size: 1_000, backward: false, after: None, before: None, order: Vec::new() };
    let page = list(db.store.read(), &filter, &request, known).await.unwrap();
    let measure =
        |row: &sextant_store::entities::outcome::Model| read_measure(row.value, row.reason, row.status).unwrap();
    let own = page.rows.iter().find(|(_, row)| row.place_id == 883).map(|(_, row)| measure(row)).unwrap();
    (own, page.rows.iter().filter(|(_, row)| row.place_id != 883).map(|(_, row)| measure(row)).collect())
}

/// Position, tied, of.
fn rank(line: &Line) -> Option<(i64, i64, i64)> {
    line.rank.as_ref().map(|rank| (rank.position, rank.tied, rank.of))
}

/// What a person reads of a benchmark of England.
fn england(line: &Line) -> &str {
    &line.england.as_ref().unwrap().value.display
}

both! {
    /// Thurrock 62; 36 authorities better, 9 share the value (itself included), of 150: rank 37 is within the best quarter
    /// (37.5), rank 45 is not.
    async fn key_stage_2_in_2021_22_is_possibly_and_not_robustly_in_the_top_quarter(db: Loaded) {
        let (own, others) = field(&db, "ATT-08", Period::new(Basis::AcademicYear, 2021).unwrap()).await;
        assert_eq!(own.figure(), Some(figure("62")));
        let found = standing(Polarity::High, own, others).unwrap();
        assert_eq!((found.better, found.tied, found.of), (36, 9, 150));
        assert_eq!((found.quartile(), found.is_robust()), (Quartile::A, false));
    }

    async fn attainment_8_stands_between_the_two_lists_of_neighbours(db: Loaded) {
        let card = thurrock(&db, SUMMER).await;
        let line = line(&card, "ATT-14");
        assert_eq!(line.period.as_ref().unwrap().label, "2024/25");
        assert_eq!(line.value.value, Some(figure("45.2")));
        let new = line.neighbours.as_ref().unwrap();
        assert_eq!((new.edition.as_str(), new.members, new.used), ("2025-05", 10, 10));
        assert_eq!(new.value.value, Some(figure("45.07")));
        let [old] = line.earlier_lists.as_slice() else { panic!("{:?}", line.earlier_lists) };
        assert_eq!((old.edition.as_str(), old.members, old.used), ("2021-04", 10, 10));
        assert_eq!(old.value.value, Some(figure("45.90")));
        assert!(caveats(line).contains(&"NEIGHBOUR_LISTS_DISAGREE"), "above by one list, below by the other");
    }

    async fn neet_or_not_known_in_2025_is_rank_38_of_153(db: Loaded) {
        for term in [AUTUMN, SPRING, SUMMER] {
            let card = thurrock(&db, term).await;
            let line = line(&card, "EMP-02");
            assert_eq!(line.period.as_ref().unwrap().label, "2025");
            assert_eq!((line.value.display.as_str(), england(line)), ("3.8", "5.6"));
            assert_eq!(rank(line), Some((38, 7, 153)));
            let rank = line.rank.as_ref().unwrap();
            // Rank 44, the worst of the tie, is beyond a quarter of 153.
            assert_eq!((rank.quartile.as_str(), rank.robustness.as_str()), ("A", "POSSIBLE"));
        }
    }

    /// The edition of 8 April 2026 has a dash for Thurrock and 35 for England.
    async fn looked_after_children_at_key_stage_2_have_no_value_and_a_reason(db: Loaded) {
        for strategy in ["thurrock-2019", "demonstration-2024"] {
            let card = card(&db, strategy, SUMMER, None).await;
            let line = line_of(&card, "ATT-24", "social-care:looked-after");
            assert_eq!(line.period.as_ref().unwrap().label, "2024/25");
            assert_eq!(line.value.value, None);
            assert!(line.value.missing_reason.as_ref().is_some_and(|reason| !reason.is_empty()));
            assert_eq!((line.rag.rating.as_str(), line.rag.reason.as_str()), ("NONE", "NO_VALUE"));
            assert_eq!(line.rank, None);
            assert!(caveats(line).contains(&"NOT_RANKED") && caveats(line).contains(&"NO_VALUE"));
            assert_eq!(line.direction.verdict, "NOT_ASSESSABLE");
            assert_eq!(england(line), "35");
        }
    }

    /// GIAS of 18 July 2025: 57 open schools, of the 56 state-funded 55 academies or free schools (55/56 = 98.2%), 23 trusts.
    async fn the_landscape_of_schools_on_18_july_2025(db: Loaded) {
        let known = known_at(db.store.read(), day("2025-07-18")).await.unwrap();
        let all = sextant_service::setup::own_catalogue().unwrap();
        assert!(all.indicators.iter().any(|it| it.indicator.code == "CAP-07B"), "the share is in the catalogue");
        let filter = Filter::All(vec![
            Filter::Is(SchoolField::Authority, Test::Eq(Scalar::Int(883))),
            Filter::Is(SchoolField::Status, Test::In([1, 3].map(Scalar::Int).into())),
        ]);
        let order = vec![Order { field: SchoolField::Name, descending: false }];
        let request = PageRequest { size: 100, backward: false, after: None, before: None, order };
        let open = list_schools(db.store.read(), &filter, &request, known).await.unwrap().rows;
        assert_eq!(open.len(), 57);
        let funded: Vec<_> = open
            .iter()
            .map(|(_, school)| school)
            .filter(|it| sextant_domain::school::is_state_funded(&it.kind_code, &it.group_code))
            .collect();
        let academies = funded.iter().filter(|it| sextant_domain::school::is_academy(&it.group_code)).count();
        assert_eq!((funded.len(), academies), (56, 55));
        assert_eq!(figure("100").scale(55, 56).unwrap().display(1), "98.2");
        let urns: Vec<i32> = funded.iter().map(|it| it.urn).collect();
        let members = memberships(db.store.read(), MembershipKey::School, &urns, known).await.unwrap();
        let mut trusts: Vec<i32> =
            members.iter().filter(|it| [1, 2].contains(&it.kind) && it.to_day.is_none()).map(|it| it.uid).collect();
        trusts.sort_unstable();
        trusts.dedup();
        assert_eq!(trusts.len(), 23);
    }

    /// Read from the tidy file itself; the Interactive Tool has the same series.
    async fn education_health_and_care_plans_within_20_weeks(db: Loaded) {
        let filter = Filter::All(vec![
            Filter::Is(F::Indicator, Test::Eq(Scalar::Text("INC-01".to_owned()))),
            Filter::Is(F::Breakdown, Test::Eq(Scalar::Text("total".to_owned()))),
            Filter::Is(F::Source, Test::Eq(Scalar::Text("ees:ehc-20-weeks".to_owned()))),
            Filter::Is(F::Place, Test::Eq(Scalar::Text("E06000034".to_owned()))),
        ]);
        let order = vec![Order { field: F::Period, descending: false }];
        let request = PageRequest { size: 50, backward: false, after: None, before: None, order };
        let known = latest(db.store.read()).await.unwrap();
        let rows = list(db.store.read(), &filter, &request, known).await.unwrap().rows;
        let told: Vec<(String, String)> = rows
            .iter()
            .map(|(_, row)| {
                let measure = read_measure(row.value, row.reason, row.status).unwrap();
                (Period::from_code(row.period).unwrap().label(), measure.display(1))
            })
            .collect();
        let expected = [
            ("2019", "75.8"),
            ("2020", "86.1"),
            ("2021", "78.9"),
            ("2022", "59.9"),
            ("2023", "88.5"),
            ("2024", "48.6"),
        ];
        assert_eq!(told, expected.map(|(year, value)| (year.to_owned(), value.to_owned())));
        let card = thurrock(&db, AUTUMN).await;
        assert_eq!(line(&card, "INC-01").value.display, "48.6");
    }

    /// England's 1,258 is the sum of the rates of its parts; the year before it was about 140.
    async fn englands_first_time_entrants_in_2024_are_impossible_and_colour_nothing(db: Loaded) {
        let card = thurrock(&db, SUMMER).await;
        let line = line(&card, "WEL-04");
        assert_eq!((line.period.as_ref().unwrap().label.as_str(), line.value.display.as_str()), ("2024", "168"));
        let england = &line.england.as_ref().unwrap().value;
        assert_eq!((england.value, england.missing_reason.as_deref()), (None, Some("QUALITY")));
        let flagged = line.caveats.iter().find(|it| it.code == "BENCHMARK_IMPOSSIBLE").unwrap();
        assert!(flagged.message.contains("sum"), "{}", flagged.message);
        assert_eq!(line.rag.rating, "NONE");
        let text = serde_json::to_string(&card).unwrap();
        assert!(!text.contains("\"value\":\"1258\""), "the figure is nowhere given as a value");
    }

    async fn the_card_of_december_2025_says_61_and_possibly_stale_and_that_of_march_2026_says_63(db: Loaded) {
        for (term, known, said, stale) in [(AUTUMN, "2025-12-10", "61", true), (SPRING, "2026-03-25", "63", false)] {
            let card = thurrock(&db, term).await;
            assert_eq!(card.as_known_at, day(known));
            let line = line(&card, "ATT-08");
            assert_eq!((line.value.display.as_str(), england(line)), ("69", said));
            assert_eq!(caveats(line).contains(&"BENCHMARK_POSSIBLY_STALE"), stale, "{term}: {:?}", line.caveats);
        }
    }

    /// Provisional figures in December and March, final ones in July, which says so.
    async fn grade_5_is_44_8_provisionally_and_45_3_in_the_end(db: Loaded) {
        for (term, value, provisional) in [(AUTUMN, "44.8", true), (SPRING, "44.8", true), (SUMMER, "45.3", false)] {
            let card = thurrock(&db, term).await;
            let line = line(&card, "ATT-16");
            assert_eq!(line.value.value, Some(figure(value)), "{term}");
            assert_eq!(caveats(line).contains(&"PROVISIONAL"), provisional, "{term}");
            assert_eq!(line.state == "RESTATED", !provisional && term == SUMMER, "{term}: {}", line.state);
        }
    }
}
