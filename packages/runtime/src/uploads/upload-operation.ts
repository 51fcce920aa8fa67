import type { APIPromise } from "../calls/index.js";
import type { UploadContent } from "../content/index.js";
import type { Operation } from "../operations/index.js";
import type { UploadOptions } from "./upload-options.js";
import type { UploadSettings } from "./upload-settings.js";

/** An upload in one call: it creates a file, sends the content to the URL in the response, and waits until the file is complete. */
export interface UploadOperation<Params, Result> {
  /** The operation that creates the file. */
  readonly create: Operation<never, unknown>;
  /** Parameters of `create` that an upload always has. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Property of the response to `create` that contains the URL for the content. */
  readonly url: string;
  /** Method of the request that sends the content. */
  readonly method: "PUT" | "POST";
  /** Content type of the request that sends the content. */
  readonly contentType: string;
  /** How to detect that the file is complete. If absent, it is complete once the content has been sent. */
  readonly ready?: UploadReadiness;
  /** Exists only for type inference; never set. */
  readonly "~types"?: (params: Params) => Result;
  /** Sends a file. A property, so that programs that upload nothing do not bundle the code for uploads. */
  readonly "~upload": UploadSender;
}

/** How to detect that a file is complete: the operation is called until the `property` of its response has the `value`. */
export interface UploadReadiness {
  readonly operation: Operation<never, unknown>;
  /** Parameters of the operation, each with the property of the created object that it is taken from. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly property: string;
  readonly value: string | number | boolean;
}

/** Creates a file, sends its content and waits until it is complete. */
export type UploadSender = <Result>(
  settings: UploadSettings,
  operation: UploadOperation<never, unknown>,
  params: unknown,
  content: UploadContent,
  options: UploadOptions,
) => APIPromise<Result>;
