//! Two editions of the same source: restated, withdrawn, taken up again, in order.

use sextant_domain::outcome::SupersedeCause;
use sextant_domain::place::PlaceLevel;
use sextant_domain::{Basis, Figure, MissingReason, Period};
use sextant_service::ServiceError;
use sextant_store::ledger::{Counts, Knowledge, known_at, latest};
use sextant_store::query::outcomes::{OutcomeField as F, list};
use sextant_store::query::{Filter, PageRequest, Scalar, Test};

use super::small::import_edition;
use crate::support::cards::figure;
use crate::support::{Db, Loaded, Prepared, both, day};

/// An outcome as known at a position: value, reason, cause.
async fn outcome(
    db: &Db,
    indicator: &str,
    place: i64,
    period: Period,
    known: Knowledge,
) -> Option<(Option<Figure>, Option<MissingReason>, SupersedeCause)> {
    let is = |field, scalar| Filter::Is(field, Test::Eq(scalar));
    let filter = Filter::All(vec![
        is(F::Indicator, Scalar::Text(indicator.to_owned())),
        is(F::Breakdown, Scalar::Text("total".to_owned())),
        is(F::Source, Scalar::Text("lait".to_owned())),
        is(F::PlaceId, Scalar::Int(place)),
        is(F::Period, Scalar::Int(period.code().into())),
    ]);
    let request = PageRequest { size: 2, backward: false, after: None, before: None, order: Vec::new() };
    let page = list(db.store.read(), &filter, &request, known).await.unwrap();
    assert!(page.rows.len() <= 1, "one row holds at a position");
    page.rows.into_iter().next().map(|(_, row)| {
        let cause = SupersedeCause::from_number(row.cause).unwrap();
        (row.value.map(Figure::from_millionths), row.reason.and_then(MissingReason::from_number), cause)
    })
}

fn year(start: i32) -> Period {
    Period::new(Basis::AcademicYear, start).unwrap()
}

const ENGLAND: i64 = 970;
const THURROCK: i64 = 883;

both! {
    /// From the extract: 61 in the edition of 2 December 2025 (repeated from 2023/24), 63 in that of 22 December.
    async fn england_at_key_stage_2_was_restated_from_61_to_63(db: Loaded) {
        let expected = [
            ("2025-12-21", "61", SupersedeCause::New),
            ("2025-12-22", "63", SupersedeCause::Release),
            ("2026-11-23", "63", SupersedeCause::Release),
        ];
        for (on, value, cause) in expected {
            let known = known_at(db.store.read(), day(on)).await.unwrap();
            let found = outcome(&db, "ATT-08", ENGLAND, year(2024), known).await;
            assert_eq!(found, Some((Some(figure(value)), None, cause)), "as known at {on}");
        }
    }

    /// From the extract: provisional 44.8 from 27 October 2025, final 45.3 on 8 April 2026.
    async fn english_and_mathematics_at_grade_5_was_restated_from_44_8_to_45_3(db: Loaded) {
        for (on, value) in [("2025-12-10", "44.8"), ("2026-04-07", "44.8"), ("2026-04-08", "45.3")] {
            let known = known_at(db.store.read(), day(on)).await.unwrap();
            let (found, ..) = outcome(&db, "ATT-16", THURROCK, year(2024), known).await.unwrap();
            assert_eq!(found, Some(figure(value)), "as known at {on}");
        }
        let before = known_at(db.store.read(), day("2025-10-26")).await.unwrap();
        assert_eq!(outcome(&db, "ATT-16", THURROCK, year(2024), before).await, None, "not published yet");
    }

    async fn what_a_later_edition_lost_is_withdrawn_and_can_come_back(db: Prepared) {
        let all = [("883", "2022", "62"), ("883", "2023", "60"), ("883", "2024", "66"), ("970", "2023", "59")];
        let first = import_edition(&db, "2025-01-01", &all).await.unwrap();
        assert_eq!(first.counts, Counts { read: 4, new: 4, ..Counts::default() });
        let hole = [("883", "2022", "62"), ("883", "2024", "67"), ("970", "2023", "59")];
        let second = import_edition(&db, "2025-02-01", &hole).await.unwrap();
        let expected = Counts { read: 3, restated: 1, withdrawn: 1, unchanged: 2, ..Counts::default() };
        assert_eq!(second.counts, expected);
        let third = import_edition(&db, "2025-03-01", &all).await.unwrap();
        assert_eq!(third.counts, Counts { read: 4, restated: 2, unchanged: 2, ..Counts::default() });
        let known = [first.knowledge.unwrap(), second.knowledge.unwrap(), third.knowledge.unwrap()];
        let expected = [
            (Some(figure("60")), None, SupersedeCause::New),
            (None, Some(MissingReason::Withdrawn), SupersedeCause::Withdrawal),
            (Some(figure("60")), None, SupersedeCause::Release),
        ];
        for (known, expected) in known.into_iter().zip(expected) {
            assert_eq!(outcome(&db, "ATT-08", THURROCK, year(2022), known).await, Some(expected));
        }
    }

    async fn a_withdrawn_figure_is_withdrawn_once(db: Prepared) {
        let hole = [("883", "2022", "62"), ("883", "2024", "67")];
        import_edition(&db, "2025-01-01", &[hole[0], ("883", "2023", "60"), hole[1]]).await.unwrap();
        assert_eq!(import_edition(&db, "2025-02-01", &hole).await.unwrap().counts.withdrawn, 1);
        let again = import_edition(&db, "2025-03-01", &hole).await.unwrap();
        assert_eq!((again.counts.withdrawn, again.counts.unchanged, again.knowledge), (0, 2, None));
    }

    async fn an_edition_that_begins_later_lets_go_of_old_years_without_withdrawing_them(db: Prepared) {
        import_edition(&db, "2025-01-01", &[("883", "2022", "62"), ("883", "2023", "60")]).await.unwrap();
        let later = import_edition(&db, "2025-02-01", &[("883", "2023", "60"), ("883", "2024", "66")]).await.unwrap();
        assert_eq!(later.counts, Counts { read: 2, new: 1, unchanged: 1, ..Counts::default() });
        let known = latest(db.store.read()).await.unwrap();
        let (found, ..) = outcome(&db, "ATT-08", THURROCK, year(2021), known).await.unwrap();
        assert_eq!(found, Some(figure("62")));
    }

    async fn a_standing_that_changes_is_a_restatement(db: Prepared) {
        import_edition(&db, "2025-01-01", &[("883", "2024 (prov)", "66")]).await.unwrap();
        let final_ = import_edition(&db, "2025-02-01", &[("883", "2024", "66")]).await.unwrap();
        assert_eq!(final_.counts, Counts { read: 1, restated: 1, ..Counts::default() });
    }

    async fn noise_of_a_spreadsheet_is_no_restatement(db: Prepared) {
        import_edition(&db, "2025-01-01", &[("883", "2024", "33.3")]).await.unwrap();
        let noisy = import_edition(&db, "2025-02-01", &[("883", "2024", "33.299999999999997")]).await.unwrap();
        assert_eq!((noisy.counts.unchanged, noisy.knowledge), (1, None));
    }

    async fn an_older_edition_is_refused_and_the_same_day_is_not(db: Prepared) {
        import_edition(&db, "2025-02-01", &[("883", "2024", "66")]).await.unwrap();
        let older = import_edition(&db, "2025-01-31", &[("883", "2024", "65")]).await.unwrap_err();
        assert!(matches!(&older, ServiceError::OlderThanLoaded { loaded, released, .. }
            if (*loaded, *released) == (day("2025-02-01"), day("2025-01-31"))), "{older}");
        assert_eq!(db.number("SELECT COUNT(*) FROM outcome").await, 1);
        import_edition(&db, "2025-02-01", &[("883", "2024", "65")]).await.unwrap();
    }

    async fn a_release_in_the_future_is_refused(db: Prepared) {
        let error = import_edition(&db, "2026-11-24", &[("883", "2024", "66")]).await.unwrap_err();
        assert!(matches!(error, ServiceError::NotYetReleased { .. }), "{error}");
        import_edition(&db, "2026-11-23", &[("883", "2024", "66")]).await.unwrap();
    }

    /// From the workbooks: Thurrock's ten neighbours of April 2021 and of May 2025.
    async fn neighbours_are_kept_by_edition(db: Loaded) {
        let members = |edition: &str| {
            format!(
                "SELECT CAST(m.member_id AS TEXT) FROM benchmark_member m JOIN benchmark_group g ON g.id = m.group_id \
                 WHERE g.edition = '{edition}' AND m.place_id = 883 ORDER BY m.position"
            )
        };
        let (old, new) = (db.texts(&members("2021-04")).await, db.texts(&members("2025-05")).await);
        assert_eq!((old.len(), new.len()), (10, 10));
        assert_ne!(old, new);
        assert_eq!(db.number("SELECT COUNT(*) FROM benchmark_group").await, 2);
    }

    /// Only England, regions and authorities are in the tool.
    async fn every_outcome_speaks_of_a_place_on_record(db: Loaded) {
        let orphans = "SELECT COUNT(*) FROM outcome o WHERE NOT EXISTS (SELECT 1 FROM place p WHERE p.id = o.place_id) \
                       OR NOT EXISTS (SELECT 1 FROM series s WHERE s.id = o.series_id)";
        assert_eq!(db.number(orphans).await, 0);
        let schools = format!(
            "SELECT COUNT(*) FROM outcome o JOIN series s ON s.id = o.series_id JOIN place p ON p.id = o.place_id \
             WHERE s.source_code = 'lait' AND p.level > {}",
            PlaceLevel::LocalAuthority.number()
        );
        assert_eq!(db.number(&schools).await, 0);
    }
}
