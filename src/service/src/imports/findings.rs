//! The checks at the end of an import: what cannot, or may not, be what it is published as.

use std::collections::{BTreeMap, BTreeSet};

use sextant_domain::rules::{
    Range, coverage_mismatch, label_shift, out_of_range, sources_disagree, stale, status_regression, sum_of_rates,
};
use sextant_store::findings::{self, Checked, ENGLAND, Found, REGIONS, Reading};
use sextant_store::ledger::Knowledge;
use sextant_store::{DatabaseTransaction, StoreError};

/// Checks the series of the catalogue that a file spoke of, and writes what is found and what is found no more.
///
/// England and the regions are held against each other and against what was known before. Whether a figure is possible, and
/// whether it is less final than the one it takes the place of, is asked of every place.
pub(super) async fn check(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    touched: &BTreeSet<i32>,
) -> Result<(), StoreError> {
    let checked = findings::load(transaction, touched, knowledge).await?;
    let mut found = Found::default();
    for series in &checked {
        nation(series, &mut found);
    }
    let ranges: BTreeMap<i32, Range> = checked.iter().map(|it| (it.id, Range::of(&it.indicator))).collect();
    for (series, place, reading) in findings::outside(transaction, &ranges).await? {
        if let Some(range) = ranges.get(&series) {
            found.note(series, place, out_of_range(*range, &[reading]));
        }
    }
    let series: BTreeSet<i32> = ranges.into_keys().collect();
    for it in findings::changes(transaction, &series).await? {
        let findings = status_regression(&[(it.period, it.now)], &[(it.period, it.before)]);
        found.note(it.series, it.place, findings);
    }
    findings::write(transaction, knowledge, &series, found).await
}

/// England against its regions and against what other sources say of it, and each of them against what was known before the
/// import. An edition that moved its labels
/// is found against the edition before it, so the finding stands until the next edition keeps them.
fn nation(series: &Checked, found: &mut Found) {
    fn of(readings: &BTreeMap<i32, Vec<Reading>>, place: i32) -> &[Reading] {
        readings.get(&place).map(Vec::as_slice).unwrap_or_default()
    }
    let (national, unit) = (of(&series.now, ENGLAND), series.indicator.unit);
    let regions = REGIONS.map(|region| of(&series.now, region));
    found.note(series.id, ENGLAND, stale(national, &regions));
    found.note(series.id, ENGLAND, sum_of_rates(unit, national, &regions));
    found.note(series.id, ENGLAND, coverage_mismatch(unit, national, &regions));
    for (other, theirs) in &series.elsewhere {
        found.note(series.id, ENGLAND, sources_disagree((&series.source, national), (other, theirs)));
    }
    for (place, now) in &series.now {
        found.note(series.id, *place, label_shift(now, of(&series.before, *place)));
    }
}
