//! Additional funding: bids for it, and the streams of money that came of them.

use chrono::NaiveDate;

use super::days::check_days;
use super::{Problem, ProblemCode, long_text, optional_text, text};
use crate::measure::coded;

/// The most money of one record, in pence: a billion pounds.
pub const MOST_PENCE: i64 = 100_000_000_000;

/// Checks an amount of money in pence.
pub fn check_pence(field: &str, pence: i64, problems: &mut Vec<Problem>) {
    if !(0..=MOST_PENCE).contains(&pence) {
        let message = format!("'{field}' is an amount in whole pence from 0 to {MOST_PENCE}.");
        problems.push(Problem::new(field, ProblemCode::OutOfRange, message));
    }
}

/// What became of a bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BidDecision {
    /// The funder has not decided.
    Pending,
    /// All that was sought was awarded, or more.
    Won,
    /// Less than was sought was awarded.
    PartlyWon,
    /// Nothing was awarded.
    Lost,
    /// The council took it back.
    Withdrawn,
}

coded!(BidDecision {
    Pending = 1, "PENDING", "pending";
    Won = 2, "WON", "won";
    PartlyWon = 3, "PARTLY_WON", "partly won";
    Lost = 4, "LOST", "lost";
    Withdrawn = 5, "WITHDRAWN", "withdrawn";
});

impl BidDecision {
    /// Whether money came of it.
    pub const fn is_won(self) -> bool {
        matches!(self, Self::Won | Self::PartlyWon)
    }
}

/// A bid as somebody describes it. Money is in pence.
#[derive(Clone, Debug)]
pub struct BidDraft {
    /// The title.
    pub title: String,
    /// Who gives the money.
    pub funder: String,
    /// Under which scheme.
    pub scheme: Option<String>,
    /// What is asked for.
    pub sought: i64,
    /// What was awarded.
    pub awarded: Option<i64>,
    /// The day by which bids had to be in.
    pub deadline: Option<NaiveDate>,
    /// What became of it.
    pub decision: BidDecision,
    /// The day on which that was decided.
    pub decided_on: Option<NaiveDate>,
    /// On what conditions.
    pub conditions: Option<String>,
    /// What others have to add.
    pub match_funding: Option<i64>,
}

/// Checks a bid. `before` is the decision it has, where it exists; `today` is the day of the write.
pub fn check_bid(draft: &BidDraft, before: Option<BidDecision>, today: NaiveDate, problems: &mut Vec<Problem>) {
    check_titles((&draft.title, &draft.funder, draft.scheme.as_deref()), problems);
    long_text("conditions", draft.conditions.as_deref(), problems);
    let amounts = [("sought", Some(draft.sought)), ("awarded", draft.awarded), ("matchFunding", draft.match_funding)];
    for (field, pence) in amounts.into_iter().filter_map(|(field, pence)| Some((field, pence?))) {
        check_pence(field, pence, problems);
    }
    check_award(draft, problems);
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    let pending = draft.decision == BidDecision::Pending;
    if let Some(before) = before.filter(|before| pending && *before != BidDecision::Pending) {
        let message =
            format!("A bid that was {} is not pending again: what is sought again is another bid.", before.words());
        note("decision", ProblemCode::StateNotAllowed, message);
    }
    match draft.decided_on {
        None if !pending && draft.decision != BidDecision::Withdrawn => {
            note("decidedOn", ProblemCode::Required, "Say on which day it was decided.".to_owned());
        }
        Some(_) if pending => {
            note("decidedOn", ProblemCode::StateNotAllowed, "The bid is pending: it was decided on no day.".to_owned());
        }
        Some(day) if day > today => {
            note("decidedOn", ProblemCode::OutOfRange, format!("{day} has not come yet: say so once it is decided."));
        }
        _ => {}
    }
}

/// What was awarded, beside what was sought and what became of the bid.
fn check_award(draft: &BidDraft, problems: &mut Vec<Problem>) {
    let mut note = |code, message: &str| problems.push(Problem::new("awarded", code, message));
    match (draft.decision, draft.awarded) {
        (BidDecision::Won | BidDecision::PartlyWon, None) => note(ProblemCode::Required, "Say how much was awarded."),
        (BidDecision::Won, Some(awarded)) if awarded < draft.sought => {
            note(ProblemCode::OutOfRange, "Less was awarded than was sought: the bid is partly won.");
        }
        (BidDecision::PartlyWon, Some(awarded)) if awarded == 0 || awarded >= draft.sought => {
            note(
                ProblemCode::OutOfRange,
                "A bid is partly won where some of what was sought was awarded, and not all of it.",
            );
        }
        (BidDecision::Lost | BidDecision::Withdrawn, Some(awarded)) if awarded != 0 => {
            note(ProblemCode::OutOfRange, "Nothing is awarded to a bid that was lost or withdrawn.");
        }
        (BidDecision::Pending, Some(_)) => {
            note(ProblemCode::StateNotAllowed, "The bid is pending: nothing was awarded yet.");
        }
        _ => {}
    }
}

/// A stream of funding as somebody describes it; half-open. Money is in pence.
#[derive(Clone, Debug)]
pub struct StreamDraft {
    /// The title.
    pub title: String,
    /// Who gives the money.
    pub funder: String,
    /// Under which scheme.
    pub scheme: Option<String>,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it is over.
    pub to: NaiveDate,
    /// What there is to spend.
    pub allocation: i64,
    /// What was spent so far.
    pub spend: i64,
    /// Why more was spent than there is.
    pub variance_note: Option<String>,
}

/// Checks a stream. `bid` is what became of the bid that it came from, where it came from one.
pub fn check_stream(draft: &StreamDraft, bid: Option<BidDecision>, problems: &mut Vec<Problem>) {
    check_titles((&draft.title, &draft.funder, draft.scheme.as_deref()), problems);
    long_text("varianceNote", draft.variance_note.as_deref(), problems);
    check_days(draft.from, Some(draft.to), problems);
    check_pence("allocation", draft.allocation, problems);
    check_pence("spend", draft.spend, problems);
    let explained = draft.variance_note.as_deref().is_some_and(|note| !note.trim().is_empty());
    if draft.spend > draft.allocation && !explained {
        let message = "More was spent than was allocated: say why in 'varianceNote'.";
        problems.push(Problem::new("varianceNote", ProblemCode::VarianceNoteRequired, message));
    }
    if let Some(bid) = bid.filter(|bid| !bid.is_won()) {
        let message = format!("The bid is {}: no money came of it. Record first that it was won.", bid.words());
        problems.push(Problem::new("bid", ProblemCode::StateNotAllowed, message));
    }
}

fn check_titles((title, funder, scheme): (&str, &str, Option<&str>), problems: &mut Vec<Problem>) {
    text("title", title, problems);
    text("funder", funder, problems);
    optional_text("scheme", scheme, problems);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn bid() -> BidDraft {
        BidDraft {
            title: "Reading fund".into(),
            funder: "An invented trust".into(),
            scheme: None,
            sought: 100,
            awarded: Some(100),
            deadline: None,
            decision: BidDecision::Won,
            decided_on: Some(day("2025-06-01")),
            conditions: None,
            match_funding: None,
        }
    }

    fn stream() -> StreamDraft {
        StreamDraft {
            title: "Reading fund 2025/26".into(),
            funder: "An invented trust".into(),
            scheme: None,
            from: day("2025-09-01"),
            to: day("2026-09-01"),
            allocation: 100,
            spend: 100,
            variance_note: None,
        }
    }

    fn codes(check: impl FnOnce(&mut Vec<Problem>)) -> Vec<(String, ProblemCode)> {
        let mut found = Vec::new();
        check(&mut found);
        found.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn a_bid_says_what_became_of_it() {
        let check = |change: fn(&mut BidDraft), expected: &[(&str, ProblemCode)]| {
            let mut changed = bid();
            change(&mut changed);
            let found = codes(|all| check_bid(&changed, None, day("2025-06-01"), all));
            assert_eq!(found, expected.iter().map(|(field, code)| ((*field).to_owned(), *code)).collect::<Vec<_>>());
        };
        use BidDecision::{Lost, PartlyWon, Pending, Withdrawn};
        use ProblemCode::{OutOfRange, Required, StateNotAllowed, TooLong};
        check(|_| (), &[]);
        check(|it| it.awarded = Some(101), &[]);
        check(|it| it.awarded = Some(99), &[("awarded", OutOfRange)]);
        check(|it| it.awarded = None, &[("awarded", Required)]);
        check(|it| it.decided_on = None, &[("decidedOn", Required)]);
        check(|it| it.decided_on = Some(day("2025-06-02")), &[("decidedOn", OutOfRange)]);
        check(|it| it.decision = PartlyWon, &[("awarded", OutOfRange)]);
        check(|it| (it.decision, it.awarded) = (PartlyWon, Some(99)), &[]);
        check(|it| (it.decision, it.awarded) = (PartlyWon, Some(0)), &[("awarded", OutOfRange)]);
        check(|it| it.decision = Lost, &[("awarded", OutOfRange)]);
        check(|it| (it.decision, it.awarded) = (Lost, Some(0)), &[]);
        check(|it| (it.decision, it.awarded, it.decided_on) = (Withdrawn, None, None), &[]);
        check(|it| it.decision = Pending, &[("awarded", StateNotAllowed), ("decidedOn", StateNotAllowed)]);
        check(|it| it.match_funding = Some(-1), &[("matchFunding", OutOfRange)]);
        check(|it| it.sought = MOST_PENCE + 1, &[("sought", OutOfRange), ("awarded", OutOfRange)]);
        check(|it| it.funder.clear(), &[("funder", Required)]);
        check(|it| it.conditions = Some("x".repeat(1_000_000)), &[("conditions", TooLong)]);
    }

    #[test]
    fn what_was_decided_is_not_pending_again() {
        let pending = BidDraft { decision: BidDecision::Pending, awarded: None, decided_on: None, ..bid() };
        let again = |before| codes(|all| check_bid(&pending, Some(before), day("2025-06-01"), all));
        assert_eq!(again(BidDecision::Pending), []);
        assert_eq!(again(BidDecision::Lost), [("decision".to_owned(), ProblemCode::StateNotAllowed)]);
    }

    #[test]
    fn a_stream_comes_from_a_bid_that_was_won() {
        let check = |bid| codes(|all| check_stream(&stream(), bid, all));
        assert_eq!(check(None), []);
        assert_eq!(check(Some(BidDecision::PartlyWon)), []);
        for bid in [BidDecision::Pending, BidDecision::Lost, BidDecision::Withdrawn] {
            assert_eq!(check(Some(bid)), [("bid".to_owned(), ProblemCode::StateNotAllowed)]);
        }
        let reversed = StreamDraft { to: day("2025-09-01"), ..stream() };
        let found = codes(|all| check_stream(&reversed, None, all));
        assert_eq!(found, [("validTo".to_owned(), ProblemCode::DatesReversed)]);
    }

    proptest! {
        /// Spend above the allocation passes exactly where somebody says why.
        #[test]
        fn more_than_there_is_needs_a_note(allocation in 0_i64..50, spend in 0_i64..50, note in prop::option::of(0_usize..3)) {
            let variance_note = note.map(|at| ["", " \n", "A late invoice."][at].to_owned());
            let explained = note == Some(2);
            let draft = StreamDraft { allocation, spend, variance_note, ..stream() };
            let found = codes(|all| check_stream(&draft, None, all));
            let expected = [("varianceNote".to_owned(), ProblemCode::VarianceNoteRequired)];
            prop_assert_eq!(found, if spend > allocation && !explained { expected.to_vec() } else { Vec::new() });
        }
    }
}
