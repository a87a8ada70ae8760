//! Who asks, and what they may do.
//!
//! A caller without a token is the public: reference data and published results, nothing else. A token belongs to one council
//! and has one role; each role may do what the one before it may. What belongs to another council does not exist for a caller.

use crate::measure::coded;

/// What a caller may do, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Anybody: reference data and what was published.
    Public,
    /// An elected member: the council's partnership work as well, but nothing on single schools' risk.
    Member,
    /// An officer: reads everything of the council's, and writes its partnership work.
    Officer,
    /// Who answers for the figures: compiles results as well, and reads the audit trail.
    DataOwner,
    /// Who gives out tokens.
    Admin,
}

coded!(Role {
    Public = 1, "PUBLIC", "public";
    Member = 2, "MEMBER", "member";
    Officer = 3, "OFFICER", "officer";
    DataOwner = 4, "DATA_OWNER", "data owner";
    Admin = 5, "ADMIN", "administrator";
});

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// What they may do.
    pub role: Role,
    /// The council they belong to; `None` for the public.
    pub council: Option<String>,
    /// The name that the audit trail records.
    pub name: String,
    /// The public part of the token; empty for the public.
    pub token: String,
}

impl Identity {
    /// A caller without a token.
    pub fn public() -> Self {
        Self { role: Role::Public, council: None, name: "public".to_owned(), token: String::new() }
    }

    /// The council that a caller may act for, where the role is enough for it.
    ///
    /// # Errors
    /// [`Denied`] names what is missing.
    pub fn acts_for(&self, least: Role) -> Result<&str, Denied> {
        match &self.council {
            None => Err(Denied::NoToken { least }),
            Some(_) if self.role < least => Err(Denied::Role { has: self.role, least }),
            Some(council) => Ok(council),
        }
    }
}

/// Why a caller may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// There is no token.
    #[error(
        "this needs a token of a council with the role '{}' or above: send it as 'Authorization: Bearer …'. \
         `sextant token create` makes one", least.words()
    )]
    NoToken {
        /// The role that is asked for.
        least: Role,
    },
    /// The token's role is not enough.
    #[error("this needs the role '{}' or above, and the token has '{}': ask your administrator for another", least.words(), has.words())]
    Role {
        /// The role of the token.
        has: Role,
        /// The role that is asked for.
        least: Role,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(role: Role) -> Identity {
        Identity { role, council: Some("thurrock".into()), name: "Somebody".into(), token: "abc".into() }
    }

    #[test]
    fn a_role_may_do_what_the_ones_below_it_may() {
        for (at, role) in Role::ALL.iter().enumerate() {
            for (least_at, least) in Role::ALL.iter().enumerate() {
                assert_eq!(of(*role).acts_for(*least).is_ok(), least_at <= at, "{role:?} for {least:?}");
            }
        }
    }

    #[test]
    fn the_public_acts_for_nobody() {
        assert_eq!(Identity::public().acts_for(Role::Public), Err(Denied::NoToken { least: Role::Public }));
    }

    #[test]
    fn a_refusal_says_what_is_missing() {
        let told = of(Role::Member).acts_for(Role::Officer).unwrap_err().to_string();
        assert!(told.contains("'officer'") && told.contains("'member'"), "{told}");
    }
}
