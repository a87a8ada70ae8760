//! Filters through relations: rows are kept for the rows that belong to them.

use async_graphql::{InputObject, MaybeUndefined, Result};
use sextant_store::query::{Quantifier, Related, Test};

use super::operands::{Tests, given};
use super::{ActivityFilter, SchoolFilter, TrustFilter};

/// Filters of a list that belongs to each row, and of one row that does.
macro_rules! relations {
    ($($(#[$doc:meta])* $name:ident of $filter:ident as $related:ident;)+) => {
        $(
            $(#[$doc])*
            ///
            /// All tests that are given must hold.
            #[derive(Clone, Debug, Default, InputObject)]
            pub struct $name {
                /// At least one of them is so.
                pub some: MaybeUndefined<Box<$filter>>,
                /// All there are are so, also where there are none; one of which nothing is known is not.
                pub every: MaybeUndefined<Box<$filter>>,
                /// None of them is so.
                pub none: MaybeUndefined<Box<$filter>>,
            }

            impl Tests for $name {
                fn tests(self, field: &str) -> Result<Vec<Test>> {
                    self.tests_within(field, 0)
                }

                fn tests_within(self, field: &str, depth: usize) -> Result<Vec<Test>> {
                    let asked = [
                        (Quantifier::Some, self.some),
                        (Quantifier::Every, self.every),
                        (Quantifier::None, self.none),
                    ];
                    let mut tests = Vec::new();
                    for (quantifier, filter) in asked {
                        if let Some(filter) = given(field, filter)? {
                            tests.push(Test::Has(quantifier, Related::$related(Box::new(filter.nested(depth)?))));
                        }
                    }
                    Ok(tests)
                }
            }

            impl Tests for Box<$filter> {
                fn tests(self, field: &str) -> Result<Vec<Test>> {
                    self.tests_within(field, 0)
                }

                fn tests_within(self, _field: &str, depth: usize) -> Result<Vec<Test>> {
                    Ok(vec![Test::Has(Quantifier::Some, Related::$related(Box::new(self.nested(depth)?)))])
                }
            }
        )+
    };
}

relations! {
    /// Which schools a trust has.
    SchoolsFilter of SchoolFilter as Schools;
    /// Which trusts a school is in.
    TrustsFilter of TrustFilter as Trusts;
    /// Which activities a partnership has.
    ActivitiesFilter of ActivityFilter as Activities;
}
