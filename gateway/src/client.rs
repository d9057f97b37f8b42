//! Who is behind a connection: its other end, or whom trusted proxies name.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;

use crate::Network;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// Where a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The client; nobody in a test without a socket.
    pub(crate) address: Option<IpAddr>,
    /// True when the other end claims to speak for somebody else and nothing shows that it may.
    pub(crate) speaks_for_others: bool,
}

/// Walks from the connection's other end towards the client for as long as trusted proxies tell the way. What stands further
/// left in `X-Forwarded-For` anybody may have written.
pub(crate) fn origin(peer: Option<IpAddr>, headers: &HeaderMap, proxies: &[Network]) -> Origin {
    let Some(peer) = peer.map(|peer| peer.to_canonical()) else {
        return Origin { address: None, speaks_for_others: false };
    };
    let trusted = |address: IpAddr| proxies.iter().any(|network| network.contains(address));
    if !trusted(peer) {
        let speaks_for_others = headers.contains_key(FORWARDED_FOR) || headers.contains_key("forwarded");
        return Origin { address: Some(peer), speaks_for_others };
    }
    let mut client = peer;
    let lines = headers.get_all(FORWARDED_FOR).iter().rev().filter_map(|line| line.to_str().ok());
    for named in lines.flat_map(|line| line.rsplit(',')) {
        let Some(address) = parse(named.trim()) else { break };
        client = address;
        if !trusted(client) {
            break;
        }
    }
    Origin { address: Some(client), speaks_for_others: false }
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`.
fn parse(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse().or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip()));
    address.ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        let proxies: Vec<Network> = ["10.0.0.0/8", "::1"].map(|text| text.parse().unwrap()).into();
        origin(peer.parse().ok(), &headers, &proxies).address.unwrap().to_string()
    }

    #[test]
    fn a_strangers_word_about_the_client_does_not_count() {
        assert_eq!(client("203.0.113.5", &["198.51.100.1"]), "203.0.113.5");
        let headers = HeaderMap::from_iter([(http::header::FORWARDED, "for=198.51.100.1".parse().unwrap())]);
        assert!(origin("127.0.0.1".parse().ok(), &headers, &[]).speaks_for_others);
        assert!(!origin("127.0.0.1".parse().ok(), &HeaderMap::new(), &[]).speaks_for_others);
    }

    #[test]
    fn the_rightmost_address_that_is_no_trusted_proxy_is_the_client() {
        assert_eq!(client("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(
            client("10.0.0.1", &["6.6.6.6, 198.51.100.1, 10.0.0.2"]),
            "198.51.100.1",
            "forged to its left"
        );
        assert_eq!(
            client("10.0.0.1", &["6.6.6.6", "198.51.100.1"]),
            "198.51.100.1",
            "two lines are one list"
        );
        assert_eq!(client("::1", &["[2001:db8::7]:4711"]), "2001:db8::7");
        assert_eq!(client("::1", &["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(client("::ffff:10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
    }

    #[test]
    fn what_cannot_be_read_ends_the_way() {
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["198.51.100.1, unknown"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["unknown, 10.0.0.3"]), "10.0.0.3");
    }
}
