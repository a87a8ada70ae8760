//! The yearly rate that is required from here, beside the best that was ever reached here or by a neighbour.

use crate::figure::Figure;
use crate::rules::{BestRate, apart, best_rate, required_rate};
use crate::scorecard::text;

use super::aim::Way;
use super::course::Course;
use super::{Pace, RateText, Reach};

/// The pace of a line; `None` where there is no target to be reached.
pub(super) fn pace(course: &Course<'_>, way: &Way<'_>) -> Option<Pace> {
    let end = way.end?;
    let polarity = course.indicator().polarity;
    let target = way.resolve(course, end.aim, end.period);
    let required = course
        .current()
        .zip(target)
        .and_then(|(current, target)| required_rate(polarity, current, (end.period, target)));
    let best_here = best_rate(polarity, &course.screened(), &course.indicator().breaks);
    let best_neighbour = best_of_neighbours(course);
    let reach = reach(required, best_here.as_ref(), best_neighbour.as_ref().map(|(_, rate)| rate));
    let authority = course.inputs.strategy.authority;
    let here = best_here.map(|rate| rate_text(course, authority, &rate));
    let neighbour = best_neighbour.map(|(number, rate)| rate_text(course, number, &rate));
    let message = message(course, required, reach, here.as_ref(), neighbour.as_ref());
    Some(Pace { required, best_here: here, best_neighbour: neighbour, reach: reach.code().to_owned(), message })
}

/// The best of the neighbours on the list in force; of two alike the closer neighbour's.
pub(super) fn best_of_neighbours(course: &Course<'_>) -> Option<(u16, BestRate)> {
    let members = &course.inputs.neighbours()?.members;
    let rate = |number: &u16| {
        let series = course.view.neighbours.get(number)?;
        Some((*number, best_rate(course.indicator().polarity, series, &course.indicator().breaks)?))
    };
    members.iter().rev().filter_map(rate).max_by_key(|(_, rate)| rate.rate)
}

fn reach(required: Option<Figure>, here: Option<&BestRate>, neighbour: Option<&BestRate>) -> Reach {
    let Some(required) = required else { return Reach::CannotSay };
    let enough = |best: Option<&BestRate>| best.is_some_and(|best| best.rate >= required);
    match (here, neighbour) {
        _ if required <= Figure::ZERO => Reach::NothingNeeded,
        (None, None) => Reach::CannotSay,
        _ if enough(here) => Reach::ReachedHere,
        _ if enough(neighbour) => Reach::ReachedByNeighbour,
        _ => Reach::NeverReached,
    }
}

fn rate_text(course: &Course<'_>, number: u16, rate: &BestRate) -> RateText {
    RateText {
        authority: number.into(),
        name: course.inputs.names.get(&number).cloned().unwrap_or_else(|| number.to_string()),
        rate: rate.rate,
        from: text::period(rate.from),
        to: text::period(rate.to),
    }
}

fn message(
    course: &Course<'_>,
    required: Option<Figure>,
    reach: Reach,
    here: Option<&RateText>,
    neighbour: Option<&RateText>,
) -> String {
    let Some(required) = required else {
        return "No yearly rate can be named: there is no figure, no target, or no year left.".to_owned();
    };
    if reach == Reach::NothingNeeded {
        return "The target is reached: it has to be held.".to_owned();
    }
    let decimals = course.indicator().decimals.max(1);
    let best = |rate: Option<&RateText>| {
        rate.map(|rate| {
            let (_, shown) = apart(required, rate.rate, decimals);
            format!("{shown} at {} ({} to {})", rate.name, rate.from.label, rate.to.label)
        })
    };
    let shown = required.display(decimals);
    let best = [best(here), best(neighbour)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let best = if best.is_empty() { String::new() } else { format!(" The best years: {best}.") };
    format!("It takes an improvement of {shown} a year from here: {}.{best}", reach.words())
}
