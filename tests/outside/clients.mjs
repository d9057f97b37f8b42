// Clients nobody here wrote sign in to a running platform: `jose` verifies its tokens, `openid-client` finds its way by the
// discovery document. What judge.py has made comes in variables.
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

// An application that shall not see passwords: authorization code with PKCE, through the sign-in page.
const { APPLICATION, EMAIL, PASSWORD } = process.env;
const back = "http://127.0.0.1:9/callback";
const application = await oauth.discovery(new URL(ORIGIN), APPLICATION, undefined, oauth.None(), {
  algorithm: "oauth2",
  execute: [oauth.allowInsecureRequests],
});
const verifier = oauth.randomPKCECodeVerifier();
const state = oauth.randomState();
const page = oauth.buildAuthorizationUrl(application, {
  redirect_uri: back,
  state,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
});
const shown = await fetch(page);
assert.equal(shown.status, 200);
const html = await shown.text();
const form = new URLSearchParams();
for (const [, name, value] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
  form.set(name, value.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#x27;", "'"));
}
form.set("email", EMAIL);
form.set("password", PASSWORD);
const action = html.match(/<form[^>]*action="([^"]*)"/)?.[1]?.replaceAll("&amp;", "&") ?? page.href;
const signedIn = await fetch(new URL(action, page), {
  method: "POST",
  redirect: "manual",
  headers: { cookie: shown.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ") },
  body: form,
});
assert.equal(signedIn.status, 303, await signedIn.text());
const personal = await oauth.authorizationCodeGrant(application, new URL(signedIn.headers.get("location")), {
  pkceCodeVerifier: verifier,
  expectedState: state,
});
assert.equal((await verify(personal.access_token, "store")).payload.realm, "customer");
const next = await oauth.refreshTokenGrant(application, personal.refresh_token);
assert.notEqual(next.refresh_token, personal.refresh_token);
console.log("openid-client: authorization code with PKCE, and a refresh");
