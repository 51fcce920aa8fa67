import type { AddedMethod } from "../../api-model/added.ts";
import type { OperationModel } from "../../api-model/api-model.ts";

/** The name of the feature. */
export const UPLOADS = "uploads";

/** The steps of an upload: create, send the bytes to the URL in the response, then poll until a property has a value. */
export type UploadData = {
  /** Parameters that the method sets itself. */
  readonly fixed: { readonly [parameter: string]: string };
  /** The property of the response with the URL to send the bytes to. */
  readonly url: string;
  readonly contentType: string;
  /** The completion check. Absent: the upload is complete when the bytes are sent. */
  readonly ready?: {
    /** The constant of the operation to poll. */
    readonly operation: string;
    /** Its path parameters, by properties of the first response. */
    readonly parameters: { readonly [parameter: string]: string };
    readonly property: string;
    readonly value: string;
  };
};

/** The method that uploads. */
export interface Upload extends AddedMethod {
  readonly nextMethod: string;
  readonly data: UploadData;
}

/** The upload that begins with an operation. */
export function uploadOf({ added = [] }: Pick<OperationModel, "added">): Upload | undefined {
  return added.find(isUpload);
}

/** True if a method uploads. */
export function isUpload(method: AddedMethod): method is Upload {
  return method.feature === UPLOADS;
}
