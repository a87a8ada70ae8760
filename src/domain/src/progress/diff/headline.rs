//! The answer to the headline test: how it was answered before and after, and which indicators of the basket stand otherwise.

use std::collections::BTreeMap;

use crate::diff::pairing::{Pair, keyed, paired, without_performance};
use crate::diff::parts::{Parts, changes};
use crate::diff::{Cause, ChangeCause, HeadlineChange, HeadlineCounts, HeadlineItemDiff, LineChange, LineField, Shown};
use crate::outcome::SeriesKey;
use crate::progress::headline::{item, usage};
use crate::progress::{HeadlineAnswer, HeadlineItem};
use crate::rules::HeadlineStanding;
use crate::strategy::HeadlineTest;

use super::SnapshotSide;
use super::causes;
use super::fields::{both, cell, rank};
use super::made::{Given, Made};
use super::weigh::{Changed, Told, weigh};

/// What differs in the answer; `None` where nothing does.
pub(super) fn change(before: SnapshotSide<'_>, after: SnapshotSide<'_>) -> Option<HeadlineChange> {
    let (old, new) = (before.snapshot.headline.as_ref(), after.snapshot.headline.as_ref());
    let (one, two) = (old.map(counts), new.map(counts));
    let items = items(before, after);
    let causes = test_differs(before.inputs.strategy.headline.as_ref(), after.inputs.strategy.headline.as_ref());
    if one == two && items.is_empty() && causes.is_empty() {
        return None;
    }
    let verdict_moved = one.as_ref().map(|it| &it.verdict) != two.as_ref().map(|it| &it.verdict);
    Some(HeadlineChange { before: one, after: two, verdict_moved, causes, items })
}

fn counts(answer: &HeadlineAnswer) -> HeadlineCounts {
    HeadlineCounts {
        verdict: answer.verdict.clone(),
        robust: answer.robust,
        possible: answer.possible,
        not: answer.not,
        cannot_say: answer.cannot_say,
        message: answer.message.clone(),
    }
}

/// What is another about the test itself.
fn test_differs(old: Option<&HeadlineTest>, new: Option<&HeadlineTest>) -> Vec<Cause> {
    let message = causes::test(old, new);
    let cause = |message| Cause { cause: ChangeCause::RuleChange, message, fields: Vec::new(), moved_judgement: false };
    message.map(cause).into_iter().collect()
}

fn items(before: SnapshotSide<'_>, after: SnapshotSide<'_>) -> Vec<HeadlineItemDiff> {
    fn of(answer: Option<&HeadlineAnswer>) -> Vec<(crate::diff::pairing::Key<'_>, &HeadlineItem)> {
        let items = answer.into_iter().flat_map(|answer| &answer.items);
        keyed(items.map(|item| (item.indicator.as_str(), item.breakdown.as_str(), item)))
    }
    let pairs = paired(&of(before.snapshot.headline.as_ref()), &of(after.snapshot.headline.as_ref()));
    let told = |pair| match pair {
        Pair::Both(old, new) => changed(before, old, after, new),
        Pair::Appeared(new) => Some(alone(new, LineChange::Appeared)),
        Pair::Disappeared(old) => Some(alone(old, LineChange::Disappeared)),
    };
    pairs.into_iter().filter_map(told).collect()
}

fn named(item: &HeadlineItem, change: LineChange) -> HeadlineItemDiff {
    HeadlineItemDiff {
        indicator: item.indicator.clone(),
        name: item.name.clone(),
        breakdown: item.breakdown.clone(),
        change,
        fields: Vec::new(),
        causes: Vec::new(),
        judgement_moved: false,
        moved_without_performance: false,
    }
}

/// An item that one side alone tests.
fn alone(item: &HeadlineItem, change: LineChange) -> HeadlineItemDiff {
    let (parts, none) = (parts(item), Parts::new());
    let fields = if change == LineChange::Appeared { changes(&none, &parts) } else { changes(&parts, &none) };
    let cause = Cause {
        cause: ChangeCause::RuleChange,
        message: "One of the two tests alone has the indicator in its basket.".to_owned(),
        fields: fields.iter().map(|change| change.field).collect(),
        moved_judgement: false,
    };
    HeadlineItemDiff { causes: vec![cause], fields, ..named(item, change) }
}

fn parts(item: &HeadlineItem) -> Parts {
    let standing = HeadlineStanding::from_code(&item.standing).map_or(item.standing.as_str(), |it| it.words());
    let standing = Shown { exact: item.standing.clone(), display: standing.to_owned() };
    let parts = [
        (LineField::Period, Some(both(&item.period.label))),
        (LineField::Value, Some(cell(&item.value))),
        (LineField::Rank, item.rank.as_ref().map(rank)),
        (LineField::Standing, Some(standing)),
    ];
    parts.into_iter().filter_map(|(field, shown)| Some((field, shown?))).collect()
}

/// What differs in an item that both sides test; `None` where nothing does.
fn changed(
    before: SnapshotSide<'_>,
    old: &HeadlineItem,
    after: SnapshotSide<'_>,
    new: &HeadlineItem,
) -> Option<HeadlineItemDiff> {
    let fields = changes(&parts(old), &parts(new));
    if fields.is_empty() {
        return None;
    }
    let touched: Vec<LineField> = fields.iter().map(|change| change.field).collect();
    let judgement_moved = old.standing != new.standing;
    let key = SeriesKey { indicator: new.indicator.clone(), breakdown: new.breakdown.clone() };
    let used = usage(&key);
    let (earlier, later) = (Given::new(before.inputs, &used), Given::new(after.inputs, &used));
    let made = (Made::of(&earlier, later.day()), Made::of(&later, earlier.day()));
    let changed = Changed { fields: &touched, judgement: judgement_moved };
    let causes = weigh((&made.0, &made.1), causes::between(&earlier, &later), &changed, |made| told(made, &key));
    let moved_without_performance = without_performance(&causes);
    let same = named(new, LineChange::Changed);
    Some(HeadlineItemDiff { fields, causes, judgement_moved, moved_without_performance, ..same })
}

fn told(made: &Made, key: &SeriesKey) -> Told {
    let mut inputs = made.inputs.clone();
    inputs.indicators = BTreeMap::from([(key.indicator.clone(), made.entry.clone())]);
    let item = inputs.strategy.headline.as_ref().and_then(|test| item(&inputs, test, key));
    item.map_or_else(Default::default, |(_, item)| (parts(&item), item.standing))
}
