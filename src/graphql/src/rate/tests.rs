use proptest::prelude::*;

use super::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_590_400 + seconds, 0).unwrap()
}

#[test]
fn points_are_taken_and_come_back_evenly() {
    let rate = Rate::new();
    let spend = |cost, seconds| rate.spend("somebody", cost, 3_600, at(seconds));
    assert_eq!(spend(3_000, 0).unwrap().remaining, 600);
    let spent = spend(700, 0).unwrap_err();
    assert_eq!((spent.balance.remaining, spent.wait), (600, Some(Duration::from_secs(100))));
    assert_eq!(spend(700, 100).unwrap().remaining, 0, "one point a second");
    assert_eq!(spend(0, 200).unwrap(), Balance { limit: 3_600, remaining: 100, full_at: at(3_700) });
    assert_eq!(spend(0, 100_000).unwrap(), Balance { limit: 3_600, remaining: 3_600, full_at: at(100_000) });
    assert_eq!(spend(3_601, 100_000).unwrap_err().wait, None, "an hour never brings so much");
    assert_eq!(rate.spend("another", 3_600, 3_600, at(0)).unwrap().remaining, 0, "each caller has points of their own");
}

proptest! {
    /// Whatever is asked, in whatever steps of a clock that may go back: never more than an hour's points and what the time brought.
    #[test]
    fn nobody_spends_more_than_there_is(steps in prop::collection::vec((0_u64..200, -5_i64..60), 1..200), limit in 1_u64..500) {
        let rate = Rate::new();
        let (mut now, mut furthest, mut taken) = (0, 0, 0);
        rate.spend("somebody", 0, limit, at(0)).unwrap();
        for (cost, seconds) in steps {
            now += seconds;
            furthest = furthest.max(now);
            if rate.spend("somebody", cost, limit, at(now)).is_ok() {
                taken += cost;
            }
            let brought = limit * u64::try_from(furthest).unwrap() / 3_600;
            prop_assert!(taken <= limit + brought, "{taken} of {limit} and {brought}");
        }
    }

    /// Who waits as long as is said can ask.
    #[test]
    fn the_time_to_wait_is_enough(first in 0_u64..=100, second in 1_u64..=100) {
        let rate = Rate::new();
        rate.spend("somebody", first, 100, at(0)).unwrap();
        if let Err(spent) = rate.spend("somebody", second, 100, at(0)) {
            let later = at(0) + spent.wait.unwrap();
            prop_assert!(rate.spend("somebody", second, 100, later).is_ok());
        }
    }
}
