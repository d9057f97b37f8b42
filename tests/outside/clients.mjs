// Clients nobody here wrote sign in to a running platform: `jose` verifies its tokens, `openid-client` finds its way by the
// discovery document. Arguments come as variables: ORIGIN, CLIENT_ID, CLIENT_SECRET.
import assert from "node:assert/strict";
import * as jose from "jose";
import * as oauth from "openid-client";

const { ORIGIN, CLIENT_ID, CLIENT_SECRET } = process.env;

const server = await oauth.discovery(new URL(ORIGIN), CLIENT_ID, CLIENT_SECRET, undefined, {
  algorithm: "oauth2",
  execute: [oauth.allowInsecureRequests],
});
assert.equal(server.serverMetadata().issuer, ORIGIN);
console.log("openid-client: discovery");

const tokens = await oauth.clientCredentialsGrant(server, { scope: "catalog.read" });
assert.equal(tokens.scope, "catalog.read");
console.log("openid-client: client credentials");

const keys = jose.createRemoteJWKSet(new URL(server.serverMetadata().jwks_uri));
const verify = (token, audience) =>
  jose.jwtVerify(token, keys, { issuer: ORIGIN, audience, algorithms: ["EdDSA"], typ: "at+jwt" });
const { payload } = await verify(tokens.access_token, "admin");
assert.equal(payload.realm, "client");
await assert.rejects(verify(tokens.access_token, "store"), jose.errors.JWTClaimValidationFailed);
const [head, body, signature] = tokens.access_token.split(".");
const forged = JSON.stringify({ ...JSON.parse(Buffer.from(body, "base64url")), permissions: ["*"] });
await assert.rejects(
  verify([head, Buffer.from(forged).toString("base64url"), signature].join("."), "admin"),
  jose.errors.JWSSignatureVerificationFailed,
);
console.log("jose: verified, and a forged token refused");

const listed = await fetch(`${ORIGIN}/admin/v1/products?limit=1`, {
  headers: { authorization: `Bearer ${tokens.access_token}` },
});
assert.equal(listed.status, 200);
const refused = await fetch(`${ORIGIN}/admin/v1/orders?limit=1`, {
  headers: { authorization: `Bearer ${tokens.access_token}` },
});
assert.equal(refused.status, 403);
console.log("the token opens what its scope names, and nothing else");
