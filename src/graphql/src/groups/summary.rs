//! A field of the rows of a group, summed up.

use async_graphql::SimpleObject;
use sextant_domain::Figure;
use sextant_domain::pool::Pool;

use crate::scalars::{Decimal, Pence};

/// A field summed up over the rows that have it, in the field's own unit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Summary {
    pub(super) count: i64,
    pub(super) sum: Option<i64>,
    pub(super) least: Option<i64>,
    pub(super) most: Option<i64>,
}

/// Amounts of money, summed up.
#[derive(Clone, Debug, SimpleObject)]
pub struct PenceSummary {
    /// How many of the rows have an amount.
    count: i32,
    /// The amounts together; null where there is none.
    sum: Option<Pence>,
    /// The average of the amounts, rounded to the penny, halves up; null where there is none.
    average: Option<Pence>,
    /// The lowest.
    lowest: Option<Pence>,
    /// The highest.
    highest: Option<Pence>,
}

/// Whole numbers, summed up.
#[derive(Clone, Debug, SimpleObject)]
pub struct CountSummary {
    /// How many of the rows have a number.
    count: i32,
    /// The numbers together, exactly; null where there is none.
    sum: Option<Decimal>,
    /// The average of the numbers, rounded to six decimals; null where there is none.
    average: Option<Decimal>,
    /// The lowest.
    lowest: Option<i32>,
    /// The highest.
    highest: Option<i32>,
}

impl From<Summary> for PenceSummary {
    fn from(it: Summary) -> Self {
        // Of whole pence: the millionths of the average are those of a penny.
        let average = it.average().and_then(|average| average.display(0).parse().ok());
        Self {
            count: fitting(it.count),
            sum: it.sum.map(Pence),
            average: average.map(Pence),
            lowest: it.least.map(Pence),
            highest: it.most.map(Pence),
        }
    }
}

impl From<Summary> for CountSummary {
    fn from(it: Summary) -> Self {
        Self {
            count: fitting(it.count),
            sum: it.sum.map(|sum| Decimal(Figure::whole(sum))),
            average: it.average().map(Decimal),
            lowest: it.least.map(fitting),
            highest: it.most.map(fitting),
        }
    }
}

impl Summary {
    fn average(self) -> Option<Figure> {
        let sum = i128::from(self.sum?) * i128::from(sextant_domain::figure::MILLION);
        Pool { figures: self.count.unsigned_abs(), sum, ..Pool::default() }.average()
    }
}

/// A number that fits into 32 bits, or the nearest that does.
pub(super) fn fitting(number: i64) -> i32 {
    number.clamp(i32::MIN.into(), i32::MAX.into()) as i32
}
