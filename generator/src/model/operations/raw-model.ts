import type {
  BodyModel,
  OperationModel,
  ParamsType,
  ResourceModel,
  UploadModel,
} from "../../api-model/api-model.ts";
import type { RawProperty } from "../../api-model/raw-types.ts";
import type { MediaTypeObject, Schema } from "../../spec/index.ts";
import type { Located } from "../context/context.ts";

/** Resources before types are split by direction. */
export interface RawResource extends Omit<ResourceModel, "operations" | "resources"> {
  /** What the configuration calls it: the tag that it comes from, as the document spells it, or else its name. */
  readonly label: string;
  readonly operations: readonly RawOperation[];
  readonly resources: readonly RawResource[];
}

export interface RawOperation extends Omit<OperationModel, "params" | "upload"> {
  readonly params?: RawParams;
  readonly upload?: RawUpload;
}

export interface RawUpload extends Omit<UploadModel, "params"> {
  readonly params?: RawParams;
}

export interface RawParams extends Omit<ParamsType, "properties"> {
  readonly properties: readonly RawProperty[];
}

/** A request body and the parameters that it becomes. */
export interface RawBody {
  readonly model: BodyModel;
  readonly properties: readonly RawProperty[];
  readonly media: Located<MediaTypeObject>;
  readonly schema: Located<Schema> | undefined;
}
