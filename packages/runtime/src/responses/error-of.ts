import type { UnrecognizedNumber } from "../enums/index.js";
import { APIError, type ErrorFacts } from "../errors/index.js";

/**
 * The error of a response with a JSON body, as an operation documents it: `status` determines the type of `body`. Statuses that the
 * document does not describe have a body of an unknown type, so that a status that is added later breaks no program.
 *
 * @example
 * function explain(error: ErrorOf<typeof retrieveInvoice>) {
 *   return error.status === 404 ? error.body.message : `status ${error.status}`;
 * }
 */
export type ErrorOf<DescribedOperation extends { readonly "~errors"?: unknown }> =
  DescribedOperation extends { readonly "~errors"?: infer Errors }
    ? unknown extends Errors
      ? ResponseError<number, unknown>
      : ErrorsByStatus<NonNullable<Errors>>
    : never;

/**
 * Whether an error is a response of this operation with a JSON body. Narrows its type: `status` then determines the type of `body`. A
 * response that is not JSON, such as the page of a proxy, is not such an error, and neither is a failed connection.
 *
 * @param operation The constant of the operation, such as `retrieveInvoice`.
 * @example
 * try {
 *   await copilot.invoices.retrieve(id);
 * } catch (error) {
 *   if (!isErrorOf(retrieveInvoice, error)) throw error;
 *   if (error.status === 404) console.log(error.body.message);
 * }
 */
export function isErrorOf<DescribedOperation extends { readonly id: string; readonly "~errors"?: unknown }>(
  operation: DescribedOperation,
  error: unknown,
): error is ErrorOf<DescribedOperation> {
  return (
    error instanceof APIError &&
    error.operation === operation.id &&
    typeof error.body === "object" &&
    error.body !== null &&
    Number(error.status) >= 400
  );
}

/**
 * A class of errors whose body has a known type: `ErrorClass<typeof NotFoundError, Problem>`. It is the same class; `body` is a string if
 * the response is not JSON, and undefined if it is empty.
 */
export type ErrorClass<Base extends { readonly prototype: APIError }, Body> = Omit<Base, "prototype"> & {
  readonly prototype: TypedError<Base, Body>;
  new (message: string, facts?: ErrorFacts): TypedError<Base, Body>;
};

type TypedError<Base extends { readonly prototype: APIError }, Body> = Base["prototype"] & {
  readonly body: Body | string | undefined;
};

/** An error with a status and the body that belongs to it. */
type ResponseError<Status, Body> = APIError & { readonly status: Status; readonly body: Body };

/** A union with a member for each documented status, and one for all others. */
type ErrorsByStatus<Errors> =
  | { [Key in keyof Errors]: ResponseError<StatusesOf<Key, keyof Errors>, Errors[Key]> }[keyof Errors]
  | ("default" extends keyof Errors ? never : ResponseError<UnrecognizedNumber, unknown>);

/** The statuses that a key of the document stands for: a status, a range, or all that have no key. */
type StatusesOf<Key, Keys> = Key extends number
  ? Key
  : Key extends keyof Ranges
    ? Exclude<Ranges[Key], Keys>
    : Exclude<Ranges[keyof Ranges], Keys | Ranges[keyof Ranges & Keys]> | UnrecognizedNumber;

interface Ranges {
  readonly "4XX": NumberIn<`4${Digit}${Digit}`>;
  readonly "5XX": NumberIn<`5${Digit}${Digit}`>;
}

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

type NumberIn<Text> = Text extends `${infer Value extends number}` ? Value : never;
