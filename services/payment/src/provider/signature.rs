//! Signatures of webhooks: `t=<unix seconds>,v1=<hex of HMAC-SHA256 over "t.body">`, as several providers do it.

use std::time::Duration;

use hmac::{Hmac, Mac};
use kernel_base::{Secret, Timestamp};
use sha2::Sha256;

/// An older signature may be a replay of what somebody recorded.
const TOLERANCE: Duration = Duration::from_secs(300);

pub(crate) fn sign(secret: &Secret<String>, body: &[u8], now: Timestamp) -> String {
    let seconds = now.as_millis().div_euclid(1000);
    let code = authentication_code(secret, seconds, body).finalize().into_bytes();
    let hex: String = code.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={seconds},v1={hex}")
}

/// True when one of the `v1` parts signs the body and the time is near.
pub(crate) fn verify(secret: &Secret<String>, header: &str, body: &[u8], now: Timestamp) -> bool {
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let Some(seconds) =
        parts().find(|(name, _)| *name == "t").and_then(|(_, value)| value.parse::<i64>().ok())
    else {
        return false;
    };
    let Some(micros) = seconds.checked_mul(1_000_000) else { return false };
    let signed_at = Timestamp::from_micros(micros);
    if now.since(signed_at) > TOLERANCE || signed_at.since(now) > TOLERANCE {
        return false;
    }
    parts().filter(|(name, _)| *name == "v1").any(|(_, value)| {
        // `verify_slice` compares in constant time.
        decode_hex(value)
            .is_some_and(|code| authentication_code(secret, seconds, body).verify_slice(&code).is_ok())
    })
}

fn authentication_code(secret: &Secret<String>, seconds: i64, body: &[u8]) -> Hmac<Sha256> {
    let mut code =
        Hmac::new_from_slice(secret.expose().as_bytes()).expect("BUG: HMAC takes keys of any length");
    code.update(seconds.to_string().as_bytes());
    code.update(b".");
    code.update(body);
    code
}

fn decode_hex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    (0..32).map(|index| u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_secret_body_and_time_pass() {
        let secret = Secret::new("whsec".to_owned());
        let now = Timestamp::from_micros(1_700_000_000_000_000);
        let header = sign(&secret, b"body", now);
        assert!(verify(&secret, &header, b"body", now));
        assert!(verify(&secret, &header, b"body", now.plus(TOLERANCE)));
        assert!(verify(&secret, &format!("v1={},{header}", "0".repeat(64)), b"body", now), "a rotated key");
        assert!(!verify(&secret, &header, b"body", now.plus(TOLERANCE + Duration::from_secs(1))));
        assert!(!verify(&secret, &header, b"body", now.minus(TOLERANCE + Duration::from_secs(1))));
        assert!(!verify(&secret, &header, b"other", now));
        assert!(!verify(&Secret::new("other".to_owned()), &header, b"body", now));
        for malformed in
            ["", "t=1", "v1=00", "t=x,v1=00", "t=9223372036854775807,v1=00", "t=1700000000,v1=üüü"]
        {
            assert!(!verify(&secret, malformed, b"body", now), "{malformed}");
        }
    }

    #[test]
    fn the_code_is_the_documented_one() {
        // RFC 4231, test case 2, over the whole message: guards against a change of the algorithm.
        let mut code = Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap();
        code.update(b"what do ya want for nothing?");
        assert_eq!(code.finalize().into_bytes()[..4], [0x5b, 0xdc, 0xc1, 0x46]);
    }
}
