//! The codes of an authenticator app: RFC 6238 with what every app understands, which is SHA-1, 30 seconds and six digits.

use kernel_base::{Secret, Timestamp};
use ring::hmac;

const STEP_MS: i64 = 30_000;
const DIGITS: u32 = 1_000_000;
/// Clocks of telephones differ by so many steps.
const TOLERANCE: i64 = 1;
/// Recovery codes of an account.
pub(crate) const RECOVERY_CODES: usize = 10;

/// An account's second factor, its secret opened.
pub(crate) struct SecondFactor {
    pub(crate) secret: Secret<Vec<u8>>,
    /// As stored: what is confirmed must be what was shown.
    pub(crate) sealed: Vec<u8>,
    pub(crate) confirmed: bool,
    pub(crate) last_step: i64,
}

/// What was shown besides the password, to be used up by the login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The code of this step.
    Step(i64),
    /// The recovery code with this digest.
    Recovery(String),
}

impl SecondFactor {
    /// The step whose code this is, if it may still be used.
    pub(crate) fn step_of(&self, shown: &str, now: Timestamp) -> Option<i64> {
        let shown = six_digits(shown)?;
        let present = now.as_millis().div_euclid(STEP_MS);
        let steps = (present - TOLERANCE)..=(present + TOLERANCE);
        steps.into_iter().find(|step| *step > self.last_step && code(self.secret.expose(), *step) == shown)
    }
}

fn six_digits(text: &str) -> Option<u32> {
    (text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The code of a step (RFC 4226, section 5.3).
fn code(secret: &[u8], step: i64) -> u32 {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag.last().expect("BUG: a tag has 20 bytes") & 15);
    let four = tag[offset..offset + 4].try_into().expect("BUG: 15 + 4 is below 20");
    (u32::from_be_bytes(four) & 0x7fff_ffff) % DIGITS
}

/// RFC 4648 without padding, as apps and people type it.
pub(crate) fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for chunk in bytes.chunks(5) {
        let bits =
            chunk.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte)) << (8 * (5 - chunk.len()));
        for place in 0..(chunk.len() * 8).div_ceil(5) {
            let digit = usize::try_from((bits >> (35 - 5 * place)) & 31).expect("BUG: five bits");
            text.push(char::from(ALPHABET[digit]));
        }
    }
    text
}

/// What is left of a recovery code however it was typed.
pub(crate) fn recovery_code(shown: &str) -> String {
    shown.chars().filter(char::is_ascii_alphanumeric).take(32).collect::<String>().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight digits.
        for (seconds, expected) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
        ] {
            assert_eq!(code(b"12345678901234567890", seconds / 30), expected, "at {seconds}");
        }
    }

    #[test]
    fn base32_is_that_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_code_is_good_for_a_while_and_once() {
        let now = Timestamp::from_micros(1_234_567_890_000_000);
        let step = 1_234_567_890 / 30;
        let factor = |last_step| SecondFactor {
            secret: Secret::new(b"12345678901234567890".to_vec()),
            sealed: Vec::new(),
            confirmed: true,
            last_step,
        };
        let shown = |step: i64| format!("{:06}", code(b"12345678901234567890", step));
        for (shift, found) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            assert_eq!(
                factor(0).step_of(&shown(step + shift), now),
                found.then_some(step + shift),
                "{shift}"
            );
        }
        assert_eq!(factor(step).step_of(&shown(step), now), None);
        for wrong in ["", "5924", "0059240", "+05924", "00592a"] {
            assert_eq!(factor(0).step_of(wrong, now), None, "{wrong}");
        }
    }

    #[test]
    fn recovery_codes_are_read_however_they_are_typed() {
        assert_eq!(recovery_code(" abcde-23456\n"), "ABCDE23456");
    }
}
