//! Staff who are limited to sales channels get only as far as an operation says.

use std::collections::BTreeSet;
use std::sync::Arc;

use http::{HeaderMap, Method};
use kernel_base::{ApiError, Env};
use kernel_http::{
    Access, Audience, Authenticator, Caller, Channels, Edge, InChannels, Op, Path, Permissions, Reply,
    RouteSet, Routes, Within,
};

use crate::support::{Api, request};

/// Whoever comes is a member of staff; the header names their channels, if there are limits.
struct Clerk;

impl Authenticator for Clerk {
    fn authenticate(&self, headers: &HeaderMap, _: Audience) -> Result<Caller, ApiError> {
        let limit = headers["authorization"].to_str().unwrap().strip_prefix("only ");
        let names = |limit: &str| limit.split(',').map(str::to_owned).collect::<BTreeSet<_>>();
        let channels = limit.map_or(Channels::All, |limit| Channels::Only(Arc::new(names(limit))));
        Ok(Caller::Staff { subject: "clerk".to_owned(), permissions: Permissions::All, channels })
    }
}

/// Things named by the channel they are in.
struct Shelf;

impl InChannels<String> for Shelf {
    async fn within(&self, thing: &String, channels: &Channels) -> Result<(), ApiError> {
        assert!(channels.only().is_some(), "asked for somebody without a limit");
        if channels.contain(thing) {
            Ok(())
        } else {
            Err(ApiError::not_found("probe.no_thing", "no such thing"))
        }
    }
}

fn api() -> Api {
    const STAFF: Access = Access::Staff("probe.thing.read");
    let say = || async { Reply::json(200, &"passed") };
    let thing = |Within(thing): Within<String>| async move { Reply::json(200, &thing) };
    let unchecked = |Path(thing): Path<String>| async move { Reply::json(200, &thing) };
    let list = |channels: Channels| async move { Reply::json(200, &channels.names()) };
    let routes = Routes::new("probe", Arc::new(Shelf))
        .route(Op::get("/refused", STAFF), say)
        .route(Op::get("/refused/{thing}", STAFF), unchecked)
        .route(Op::get("/shared", STAFF).every_channel(), say)
        .route(Op::get("/things", STAFF).per_channel(), list)
        .route(Op::get("/things/{thing}", STAFF).per_channel(), thing)
        .route(Op::get("/public", Access::Public), list);
    Api(RouteSet::from(routes).into_router(&Edge::new(Env::system(), Arc::new(Clerk))))
}

#[tokio::test]
async fn a_limit_to_channels_ends_where_nothing_else_is_said() {
    let api = api();
    for (path, limited, answer) in [
        ("/refused", 403, "request.channel_limited"),
        ("/refused/web", 403, "request.channel_limited"),
        ("/shared", 200, ""),
        ("/things", 200, ""),
        ("/things/web", 200, ""),
        ("/things/outlet", 404, "probe.no_thing"),
    ] {
        let with = |authorization| request(Method::GET, path, &[("authorization", authorization)], "");
        let given = api.send(with("only web,b2b")).await;
        assert_eq!(given.status, limited, "{path}");
        if limited != 200 {
            assert_eq!(given.problem().1, answer, "{path}");
        }
        assert_eq!(api.send(with("no limit")).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_list_learns_which_channels_count() {
    let api = api();
    let list = async |authorization, path| {
        api.send(request(Method::GET, path, &[("authorization", authorization)], "")).await.json()
    };
    assert_eq!(list("only web,b2b", "/things").await, serde_json::json!(["b2b", "web"]));
    assert_eq!(list("no limit", "/things").await, serde_json::Value::Null);
    let nobody = api.get("/public").await.json();
    assert_eq!(nobody, serde_json::json!([]), "who is no member of staff is in no channel");
}
