//! An error with everything that caused it, in one line.

use std::error::Error;
use std::fmt;

/// Shows an error and its sources; see [`causes`].
#[derive(Debug, Clone, Copy)]
pub struct Causes<'e>(&'e (dyn Error + 'static));

/// The error, then its causes down to the first, joined by colons: `the producer cannot be reached: error sending request:
/// Connection refused`. To be used where an error is handled and logged.
#[must_use]
pub fn causes<'e>(error: &'e (dyn Error + 'static)) -> Causes<'e> {
    Causes(error)
}

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = self.0.to_string();
        f.write_str(&told)?;
        for cause in std::iter::successors(self.0.source(), |&error| error.source()) {
            let text = cause.to_string();
            // Some libraries already show their source themselves.
            if !told.contains(&text) {
                write!(f, ": {text}")?;
                told = text;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Layered(&'static str, Option<Box<Layered>>);

    impl fmt::Display for Layered {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Layered {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            self.1.as_deref().map(|source| -> &(dyn Error + 'static) { source })
        }
    }

    #[test]
    fn the_whole_chain_is_told_and_nothing_twice() {
        let root = Layered("connection refused", None);
        let middle = Layered("cannot connect: connection refused", Some(Box::new(root)));
        let error = Layered("the producer cannot be reached", Some(Box::new(middle)));
        assert_eq!(
            causes(&error).to_string(),
            "the producer cannot be reached: cannot connect: connection refused"
        );
    }
}
