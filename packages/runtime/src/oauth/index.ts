export type { ClientCredentials, OAuthCredential, RefreshToken, Tokens } from "./credentials.js";
export { type OAuthEndpoints, oauth2 } from "./oauth2.js";
export { TokenError } from "./token-error.js";
