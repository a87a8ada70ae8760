//! The register of schools from one edition to the next.

use chrono::NaiveDate;
use sextant_domain::school::{MembershipConfidence, SchoolStatus};
use sextant_store::ledger::{known_at, latest};
use sextant_store::query::inspections::of_schools;
use sextant_store::query::schools::{MembershipKey, by_urns, links, memberships};

use crate::support::{Loaded, both, day};

/// Gable Hall School as it was, closed on the last day of 2024, and the academy that took its place on the day after.
const BEFORE: i32 = 136_854;
const AFTER: i32 = 151_441;
const MOSSBOURNE: i32 = 3_939;
const ORTU: i32 = 4_819;

both! {
    async fn a_conversion_closes_one_school_and_opens_another(db: Loaded) {
        let known = latest(db.store.read()).await.unwrap();
        let schools = by_urns(db.store.read(), &[BEFORE, AFTER], known).await.unwrap();
        let told: Vec<_> = schools.iter().map(|it| (it.urn, it.status, it.opened, it.closed, it.name.as_str())).collect();
        let (closed, open) = (SchoolStatus::Closed.number(), SchoolStatus::Open.number());
        let new_year = Some(day("2025-01-01"));
        assert_eq!(told, [
            (BEFORE, closed, Some(day("2011-07-01")), new_year, "Ortu Gable Hall School"),
            (AFTER, open, new_year, None, "Mossbourne Fobbing Academy"),
        ]);
        let link = links(db.store.read(), &[AFTER]).await.unwrap();
        let told: Vec<_> = link.iter().map(|it| (it.predecessor_urn, it.successor_urn, it.on_day)).collect();
        assert_eq!(told, [(BEFORE, AFTER, new_year)]);
    }

    async fn a_later_edition_renames_and_the_earlier_name_is_still_known(db: Loaded) {
        for (on, name) in [("2025-01-15", "ORTU Gable Hall School"), ("2025-07-18", "Mossbourne Fobbing Academy")] {
            let known = known_at(db.store.read(), day(on)).await.unwrap();
            let schools = by_urns(db.store.read(), &[AFTER], known).await.unwrap();
            assert_eq!(schools[0].name, name, "as known at {on}");
        }
        let earlier = known_at(db.store.read(), day("2025-01-14")).await.unwrap();
        assert!(by_urns(db.store.read(), &[AFTER], earlier).await.unwrap().is_empty(), "not known before the edition");
    }

    /// The group links of March 2024 say when the school joined its trust; the register says when it closed; of the new
    /// school the first edition at hand only shows that it is in a trust.
    async fn memberships_are_dated(db: Loaded) {
        let known = latest(db.store.read()).await.unwrap();
        let of = |urn: i32, uid: i32| {
            let store = db.store.clone();
            async move {
                let all = memberships(store.read(), MembershipKey::School, &[urn], known).await.unwrap();
                let own: Vec<_> = all.into_iter().filter(|it| it.uid == uid).collect();
                let told: Vec<(NaiveDate, Option<NaiveDate>, i16)> =
                    own.iter().map(|it| (it.from_day, it.to_day, it.confidence)).collect();
                told
            }
        };
        let recorded = MembershipConfidence::Recorded.number();
        let inferred = MembershipConfidence::InferredFromSnapshot.number();
        assert_eq!(of(BEFORE, ORTU).await, [(day("2011-07-01"), Some(day("2025-01-01")), recorded)]);
        assert_eq!(of(AFTER, MOSSBOURNE).await, [(day("2025-01-15"), None, inferred)]);
    }

    /// No school is in two multi-academy trusts (or a multi- and a single-academy trust) on the same day.
    async fn nobody_is_in_two_academy_trusts_at_once(db: Loaded) {
        let overlaps = "SELECT COUNT(*) FROM (SELECT m.* FROM trust_membership m WHERE m.kind IN (1, 2) \
             AND (m.to_day IS NULL OR m.to_day > m.from_day) AND NOT EXISTS (SELECT 1 FROM trust_membership n \
             WHERE n.urn = m.urn AND n.uid = m.uid AND n.from_day = m.from_day AND n.knowledge > m.knowledge)) a \
             JOIN (SELECT m.* FROM trust_membership m WHERE m.kind IN (1, 2) \
             AND (m.to_day IS NULL OR m.to_day > m.from_day) AND NOT EXISTS (SELECT 1 FROM trust_membership n \
             WHERE n.urn = m.urn AND n.uid = m.uid AND n.from_day = m.from_day AND n.knowledge > m.knowledge)) b \
             ON a.urn = b.urn AND a.uid < b.uid WHERE (a.to_day IS NULL OR a.to_day > b.from_day) \
             AND (b.to_day IS NULL OR b.to_day > a.from_day)";
        assert_eq!(db.number(overlaps).await, 0);
    }

    async fn the_grade_does_not_travel(db: Loaded) {
        let known = latest(db.store.read()).await.unwrap();
        let found = of_schools(db.store.read(), &[BEFORE, AFTER], known).await.unwrap();
        // Four inspections of the old school: 2012 and 2014 (Ofsted, 2015), 2018 (Ofsted, 2018), 2022 (the register).
        let days: Vec<_> = found[&BEFORE].iter().map(|it| it.record.started).collect();
        assert_eq!(days, [day("2022-05-04"), day("2018-05-23"), day("2014-09-18"), day("2012-04-27")]);
        assert!(!found.contains_key(&AFTER), "{:?}", found.get(&AFTER));
    }

    /// Ofsted lists a converted school's last inspections under the new number although they were its predecessor's: William
    /// Edwards School opened as an academy on 1 August 2011 and is listed with inspections of 2007 and 2010.
    async fn an_inspection_that_began_before_the_school_opened_is_not_its_own(db: Loaded) {
        let known = latest(db.store.read()).await.unwrap();
        let schools = by_urns(db.store.read(), &[137_214], known).await.unwrap();
        assert_eq!(schools[0].opened, Some(day("2011-08-01")));
        let listed = db.number("SELECT COUNT(DISTINCT id) FROM inspection WHERE urn = 137214 AND started < '2011-08-01'").await;
        assert_eq!(listed, 2, "Ofsted's file is kept as it is");
        let found = of_schools(db.store.read(), &[137_214], known).await.unwrap();
        let own = found.get(&137_214).map(Vec::as_slice).unwrap_or_default();
        assert!(own.iter().all(|it| it.record.started >= day("2011-08-01")), "{own:?}");
    }
}
