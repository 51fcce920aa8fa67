import type { AddedFacts } from "../../api-model/added.ts";
import type { ApiModel } from "../../api-model/api-model.ts";
import type { NamedType, TypeExpression } from "../../api-model/type-model.ts";
import { type PackageModel, typesOf, type UmbrellaPackage } from "../../partition/index.ts";

/** The name of the feature. */
export const SESSION = "session";

/** The token that identifies the user and workspace of an app session. All strings except `query` are properties of the payload. */
export type SessionData = {
  /** The query parameter of the app's URL that contains the token. */
  readonly query?: string;
  readonly workspace: string;
  readonly session?: string;
  readonly baseURL?: string;
  readonly expires?: string;
  /** Values that mean the property is absent, by property. */
  readonly absent?: { readonly [property: string]: readonly string[] };
};

/** The format of session tokens. */
export interface SessionToken {
  /** The type of the payload. */
  readonly payload: TypeExpression;
  readonly data: SessionData;
}

interface SessionFacts extends AddedFacts {
  readonly data: SessionData;
}

/** The format of an API's session tokens. Undefined if the document does not define it. */
export function sessionTokenOf({ added }: Pick<ApiModel, "added">): SessionToken | undefined {
  const facts = added.find((own): own is SessionFacts => own.feature === SESSION);
  const [payload] = facts?.types ?? [];
  return facts === undefined || payload === undefined ? undefined : { payload, data: facts.data };
}

/** The module for session tokens. */
export interface SessionPart {
  readonly pack: UmbrellaPackage;
  readonly data: SessionData;
  /** The name of the type of the payload. */
  readonly payload: string;
  /** The type of the payload, and the types that it uses. */
  readonly types: readonly NamedType[];
}

/** The module of a package for session tokens. Only packages with all resources have one. */
export function sessionPart(pack: PackageModel): SessionPart | undefined {
  const token = pack.kind === "umbrella" ? sessionTokenOf(pack.api) : undefined;
  if (pack.kind !== "umbrella" || token?.payload.kind !== "reference") return undefined;
  const { payload, data } = token;
  return { pack, data, payload: payload.name, types: typesOf(pack.api, [payload]) };
}
