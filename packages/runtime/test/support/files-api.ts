import {
  type ApiClient,
  type ClientOptions,
  operation,
  systemClock,
  uploadOperation,
} from "../../src/index.js";
import { shop } from "./shop.js";

/** A file of the store in `store.ts`. */
export interface FileObject {
  readonly id: string;
  readonly status: string;
  readonly size?: number;
  readonly hash?: string;
}

/** Uploads to the store. */
export const uploadFile = uploadOperation<{ path: string }, FileObject>({
  create: operation({ id: "createFile", method: "POST", path: "/v1/files", body: "json" }),
  url: "uploadUrl",
  method: "PUT",
  contentType: "application/octet-stream",
  ready: {
    operation: operation({ id: "retrieveFile", method: "GET", path: "/v1/files/{id}" }),
    parameters: { id: "id" },
    property: "status",
    value: "completed",
  },
});

/** A client of the store that does not wait before retries. */
export function filesClient(baseURL: string, options: ClientOptions = {}): ApiClient {
  return shop({ baseURL, clock: { ...systemClock, random: () => 0 }, ...options });
}
