import type { AddedMethod } from "../../api-model/added.ts";
import type { OperationModel, ResourceModel } from "../../api-model/api-model.ts";
import type { RawProperty } from "../../api-model/raw-types.ts";
import type {
  BodyAlternative,
  BodyChoice,
  BodyModel,
  ParamsType,
  Payload,
} from "../../api-model/requests.ts";
import type { MediaTypeObject, Pointer, Schema } from "../../spec/index.ts";
import type { Located } from "../context/context.ts";

/** Resources before types are split by direction. */
export interface RawResource extends Omit<ResourceModel, "operations" | "resources"> {
  /** Its name in the configuration: its tag as spelled in the document, or else its name. */
  readonly label: string;
  readonly operations: readonly RawOperation[];
  readonly resources: readonly RawResource[];
}

export interface RawOperation extends Omit<OperationModel, "params" | "added" | "body"> {
  readonly body?: RawBodyModel;
  readonly params?: RawParams;
  readonly added?: readonly RawMethod[];
}

export interface RawMethod extends Omit<AddedMethod, "params"> {
  readonly params?: RawParams;
  /** Its location in the document. */
  readonly place: Pointer;
}

export interface RawParams extends Omit<ParamsType, "properties"> {
  readonly properties: readonly RawProperty[];
  /** The named type of a body whose properties are included. */
  readonly bodyType?: string;
}

export interface RawBodyModel extends Omit<BodyModel, "choice"> {
  readonly choice?: RawChoice;
}

export interface RawChoice extends Omit<BodyChoice, "alternatives"> {
  readonly alternatives: readonly RawAlternative[];
}

export interface RawAlternative extends Omit<BodyAlternative, "params"> {
  readonly params: RawParams;
}

/** A request body and the parameters that it becomes. */
export interface RawBody extends RawPayload {
  readonly model: RawBodyModel;
  /** The media types for which callers pass these parameters. */
  readonly mediaTypes: readonly string[];
  readonly alternatives: readonly NamedPayload[];
}

/** A body in one encoding, and the parameters that it becomes. */
export interface RawPayload {
  readonly model: Payload;
  readonly properties: readonly RawProperty[];
  /** The named type that has these properties. */
  readonly bodyType?: string;
  readonly media: Located<MediaTypeObject>;
  readonly schema: Located<Schema> | undefined;
}

/** Another body of an operation, and its media types. */
export interface NamedPayload extends RawPayload {
  /** Distinguishes its types from those of the other groups: `Json`. */
  readonly word: string;
  readonly mediaTypes: readonly string[];
}
