import type { Constraints, TypeExpression } from "./type-model.ts";

/** The kind of a response body. With `any`, the content type decides. With `location`, the result is the address of a redirect. */
export type ResponseKind = "json" | "binary" | "text" | "empty" | "any" | "location";

export interface ResponseModel {
  /** `mixed` if it depends on the status. */
  readonly kind: ResponseKind | "mixed";
  /** The kinds by status, if they differ. */
  readonly kinds?: { readonly [status: string]: ResponseKind };
  /** The `Accept` header, if it is not the default of the kind. */
  readonly accept?: string;
  /** Media types of the document that the SDK does not request. */
  readonly unused?: readonly string[];
  /** The names of documented headers, in lower case and sorted. */
  readonly headers?: readonly string[];
  readonly type: TypeExpression;
  /** The successes by status. Absent: they have one type. */
  readonly successes?: readonly SuccessModel[];
  readonly constraints?: Constraints;
  /** Redirects are documented next to the successes, and are followed. */
  readonly followsRedirects?: true;
}

/** The types of results: that of the call, and those of its successes, which it may not contain if one of them is `unknown`. */
export function resultTypes({ type, successes = [] }: ResponseModel): readonly TypeExpression[] {
  return [type, ...successes.map((success) => success.type)];
}

/** A success, if there are several with different types. */
export interface SuccessModel {
  /** `200`, or `2XX` for all others. */
  readonly status: string;
  readonly type: TypeExpression;
  /** In lower case and sorted. */
  readonly headers: readonly string[];
}

/** An error response with a JSON body. */
export interface ErrorModel {
  /** `404`, `4XX`, or `default` for all other errors. */
  readonly status: string;
  readonly type: TypeExpression;
}

/** A response as the document describes it. */
export interface DocumentedResponse {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  /** Sorted. */
  readonly mediaTypes: readonly string[];
  /** In lower case and sorted. */
  readonly headers: readonly string[];
}
