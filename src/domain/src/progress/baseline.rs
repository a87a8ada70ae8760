//! Where progress is counted from.
//!
//! An approved baseline counts, in its newest approval by the day, and with the figure that was approved: a restatement is
//! shown beside it and moves nothing. Where nobody approved one it is the last year before the window; where that year has no
//! figure, or a break lies between it and the end of the window across which nothing may be compared, it is the first figure
//! on the newest footing. The early years profile, whose standard changed in 2021, can only be counted from 2021/22.

use crate::figure::Figure;
use crate::indicator::Severity;
use crate::period::Period;
use crate::scorecard::text;
use crate::strategy::Baseline;

use super::course::Course;
use super::{BaselineKind, BaselineText};

/// The chosen baseline.
#[derive(Clone, Debug)]
pub(super) struct Chosen<'a> {
    pub(super) kind: BaselineKind,
    pub(super) period: Period,
    pub(super) value: Figure,
    pub(super) approval: Option<&'a Baseline>,
}

/// Chooses the baseline of a line.
pub(super) fn choose<'a>(course: &Course<'a>) -> Option<Chosen<'a>> {
    approved(course).or_else(|| unapproved(course))
}

fn approved<'a>(course: &Course<'a>) -> Option<Chosen<'a>> {
    let known = course.usage.baselines.iter().filter(|it| it.approved_on <= course.inputs.as_known_at);
    let kind = if known.clone().count() > 1 { BaselineKind::Rebaselined } else { BaselineKind::Approved };
    // Of two on one day the later in the file.
    let newest = known.max_by_key(|it| it.approved_on)?;
    Some(Chosen { kind, period: newest.period, value: newest.value, approval: Some(newest) })
}

fn unapproved<'a>(course: &Course<'a>) -> Option<Chosen<'a>> {
    let (_, before) = *course.years.first()?;
    let last = course.last_period()?;
    let figure = |period: Period| course.own(period)?.figure();
    if course.hard_break(before, last).is_none()
        && let Some(value) = figure(before)
    {
        return Some(Chosen { kind: BaselineKind::BeforeWindow, period: before, value, approval: None });
    }
    let hard = course.indicator().breaks.iter().filter(|item| item.severity == Severity::NotComparable);
    let footing = hard.map(|item| item.first).filter(|first| *first <= last).max();
    let (period, value) = course
        .window_periods()
        .filter(|period| footing.is_none_or(|first| first <= *period))
        .find_map(|period| Some((period, figure(period)?)))?;
    Some(Chosen { kind: BaselineKind::FirstComparable, period, value, approval: None })
}

impl Chosen<'_> {
    /// The baseline as it is published.
    pub(super) fn published(&self, course: &Course<'_>) -> BaselineText {
        let now = course.own(self.period).and_then(crate::Measure::figure);
        BaselineText {
            period: text::period(self.period),
            value: self.value,
            display: self.value.display(course.indicator().decimals),
            kind: self.kind.code().to_owned(),
            restated_to: now.filter(|now| *now != self.value),
            approved_on: self.approval.map(|approval| approval.approved_on),
            approved_by: self.approval.map(|approval| approval.approved_by.clone()).unwrap_or_default(),
            why: self.why(course),
        }
    }

    fn why(&self, course: &Course<'_>) -> String {
        match (self.approval, self.kind) {
            (Some(approval), _) => approval.why.clone(),
            (None, BaselineKind::BeforeWindow) => "The last year before the window.".to_owned(),
            (None, _) => {
                let hard = course.years.first().and_then(|(_, before)| course.hard_break(*before, self.period));
                match hard {
                    Some(hard) => format!(
                        "The first figure that can be compared with: those before {} cannot. {}",
                        hard.first, hard.note
                    ),
                    None => "The first figure within the window: the year before it has none.".to_owned(),
                }
            }
        }
    }
}
