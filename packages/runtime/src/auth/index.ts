export type { Credential, CredentialScheme, TokenRequest } from "./credential.js";
export type { CredentialOwner, SecurityDescription } from "./security-description.js";
export { type OpenedSecurity, type SecurityPolicy, securitySchemes } from "./security-schemes.js";
export type { TokenContext, TokenProvider, TokenSource } from "./token-source.js";
