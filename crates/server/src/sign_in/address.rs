//! Who is counted as one when tries are counted.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::HeaderMap;

/// The address that a request comes from, as it is counted.
///
/// Behind a proxy it is the last one in `X-Forwarded-For`, which the proxy itself wrote; all before
/// it is hearsay. Whoever has one address of IPv6 has 2^64, so only the first half counts.
#[must_use]
pub fn counted(peer: IpAddr, headers: &HeaderMap, behind_proxy: bool) -> String {
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back();
    let forwarded = forwarded
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    let address = forwarded.filter(|_| behind_proxy).unwrap_or(peer);
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let half = u128::from(address) & (u128::MAX << 64);
            format!("{}/64", Ipv6Addr::from(half))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn from(peer: &str, forwarded: &[&str], behind_proxy: bool) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        counted(peer.parse().unwrap(), &headers, behind_proxy)
    }

    #[test]
    fn only_the_proxys_own_word_counts_and_only_behind_one() {
        assert_eq!(from("192.0.2.1", &["198.51.100.7"], false), "192.0.2.1");
        assert_eq!(
            from("192.0.2.1", &["203.0.113.9, 198.51.100.7"], true),
            "198.51.100.7"
        );
        assert_eq!(
            from("192.0.2.1", &["203.0.113.9", "198.51.100.7"], true),
            "198.51.100.7"
        );
        assert_eq!(from("192.0.2.1", &["nonsense"], true), "192.0.2.1");
        assert_eq!(from("192.0.2.1", &[], true), "192.0.2.1");
    }

    #[test]
    fn a_network_of_ipv6_is_one() {
        assert_eq!(
            from("2001:db8:1:2:3:4:5:6", &[], false),
            "2001:db8:1:2::/64"
        );
        assert_eq!(from("::ffff:192.0.2.1", &[], false), "192.0.2.1");
    }
}
