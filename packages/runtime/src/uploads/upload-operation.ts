import type { APIPromise } from "../calls/index.js";
import type { UploadContent } from "../content/index.js";
import type { Operation } from "../operations/index.js";
import type { UploadOptions } from "./upload-options.js";
import type { UploadSettings } from "./upload-settings.js";

/** A file's way to the server in one call: create it, send its bytes to the address in the answer, wait until it is there. */
export interface UploadOperation<Params, Result> {
  /** The operation that creates the file. */
  readonly create: Operation<never, unknown>;
  /** Parameters of `create` that an upload always has. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Property of the answer to `create` that holds the address to send the bytes to. */
  readonly url: string;
  /** Method of the request that sends the bytes. */
  readonly method: "PUT" | "POST";
  /** Content type of the request that sends the bytes. */
  readonly contentType: string;
  /** How to see that the file is complete. Absent: it is once the bytes are sent. */
  readonly ready?: UploadReadiness;
  /** Only for the compiler; never set. */
  readonly "~types"?: (params: Params) => Result;
  /** Sends a file. It is here so that a program which uploads nothing does not carry what uploads need. */
  readonly "~upload": UploadSender;
}

/** The operation asked until its answer's `property` has `value`. */
export interface UploadReadiness {
  readonly operation: Operation<never, unknown>;
  /** Parameters of the operation, each with the property of the created object that it is taken from. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly property: string;
  readonly value: string | number | boolean;
}

/** Creates a file, sends its bytes and waits until it is complete. */
export type UploadSender = <Result>(
  settings: UploadSettings,
  operation: UploadOperation<never, unknown>,
  params: unknown,
  content: UploadContent,
  options: UploadOptions,
) => APIPromise<Result>;
