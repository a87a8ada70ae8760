//! Where a request comes from: the address that the public is charged under.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// The other end of the connection; none without a socket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(Option<SocketAddr>);

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0)))
    }
}

impl Peer {
    /// The address of the client. Behind a proxy it is the last that the header `X-Forwarded-For` names, which the proxy wrote itself;
    /// those before it may be invented.
    pub(super) fn address(self, headers: &HeaderMap, behind_proxy: bool) -> Option<String> {
        let forwarded = || {
            let all = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            all.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
        };
        let address = if behind_proxy { forwarded() } else { None };
        address.or(self.0.map(|peer| peer.ip())).map(|address| network(address).to_string())
    }
}

/// One subscriber has a whole /64 of IPv6 addresses: they are one caller.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6((six.to_bits() & !u128::from(u64::MAX)).into()),
        four => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(peer: &str, forwarded: &[&str], behind_proxy: bool) -> Option<String> {
        let headers = forwarded.iter().map(|it| ("x-forwarded-for".parse().unwrap(), it.parse().unwrap())).collect();
        Peer(Some(peer.parse().unwrap())).address(&headers, behind_proxy)
    }

    #[test]
    fn the_address_is_that_of_the_connection_unless_a_proxy_is_trusted() {
        assert_eq!(address("192.0.2.7:1", &["203.0.113.9"], false).unwrap(), "192.0.2.7");
        assert_eq!(address("192.0.2.7:1", &["203.0.113.9"], true).unwrap(), "203.0.113.9");
        assert_eq!(
            address("192.0.2.7:1", &["1.1.1.1, 203.0.113.9"], true).unwrap(),
            "203.0.113.9",
            "the last is the proxy's"
        );
        assert_eq!(address("192.0.2.7:1", &["1.1.1.1", "203.0.113.9"], true).unwrap(), "203.0.113.9");
        assert_eq!(address("192.0.2.7:1", &["unknown"], true).unwrap(), "192.0.2.7");
        assert_eq!(address("192.0.2.7:1", &[], true).unwrap(), "192.0.2.7");
        assert_eq!(Peer(None).address(&HeaderMap::new(), false), None);
    }

    #[test]
    fn addresses_of_one_subscriber_are_one_caller() {
        assert_eq!(address("[2001:db8::1]:1", &[], false), address("[2001:db8::ffff]:1", &[], false));
        assert_ne!(address("[2001:db8::1]:1", &[], false), address("[2001:db8:0:1::1]:1", &[], false));
        assert_eq!(address("[::ffff:192.0.2.7]:1", &[], false).unwrap(), "192.0.2.7");
    }
}
