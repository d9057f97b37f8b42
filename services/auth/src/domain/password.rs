//! Which passwords can be used (NIST SP 800-63B): long enough and not among the first that are guessed. No rules of
//! composition: they make passwords that people write down.

use std::collections::HashSet;
use std::sync::OnceLock;

/// Characters, not bytes.
const SHORTEST: usize = 8;
const LONGEST: usize = 128;

/// The 3,000 most common passwords of at least eight characters, in lower case.
const COMMON: &str = include_str!("../../data/common-passwords.txt");

/// Why a password cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Fewer than eight characters.
    #[error("a password has at least {SHORTEST} characters")]
    Short,
    /// More than 128 characters.
    #[error("a password has at most {LONGEST} characters")]
    Long,
    /// Among those that are tried first.
    #[error("this password is used by so many people that it is tried first")]
    Common,
}

impl Refused {
    /// The stable code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Short => "too_short",
            Self::Long => "too_long",
            Self::Common => "too_common",
        }
    }
}

pub(crate) fn check(password: &str) -> Result<(), Refused> {
    let characters = password.chars().take(LONGEST + 1).count();
    if characters < SHORTEST {
        Err(Refused::Short)
    } else if characters > LONGEST {
        Err(Refused::Long)
    } else if common().contains(password.to_lowercase().as_str()) {
        Err(Refused::Common)
    } else {
        Ok(())
    }
}

fn common() -> &'static HashSet<&'static str> {
    static SET: OnceLock<HashSet<&'static str>> = OnceLock::new();
    SET.get_or_init(|| COMMON.lines().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_characters_and_common_ones_are_refused_in_any_case() {
        let long = "ü".repeat(128);
        for (password, result) in [
            ("", Err(Refused::Short)),
            ("1234567", Err(Refused::Short)),
            ("äöüßäöü", Err(Refused::Short)),
            ("密码密码密码密码", Ok(())),
            ("correct horse battery staple", Ok(())),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaab", Ok(())),
            ("password", Err(Refused::Common)),
            ("PassWord", Err(Refused::Common)),
            ("12345678", Err(Refused::Common)),
            (&long, Ok(())),
            (&format!("{long}x"), Err(Refused::Long)),
        ] {
            assert_eq!(check(password), result, "{password}");
        }
    }

    #[test]
    fn the_list_is_complete_and_in_lower_case() {
        assert_eq!(common().len(), 3000);
        let fits =
            |password: &&str| password.chars().count() >= SHORTEST && password.to_lowercase() == **password;
        assert!(common().iter().all(fits));
    }
}
