import type { OperationModel, ParamsType, ResourceModel, UploadModel } from "./api-model.ts";
import type { RawProperty } from "./raw-types.ts";

/** Resources before it is known which types differ by direction. */
export interface RawResource extends Omit<ResourceModel, "operations"> {
  readonly tag: string;
  readonly operations: readonly RawOperation[];
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
