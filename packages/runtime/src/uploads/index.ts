export { uploadOperation } from "./define-upload.js";
export type { UploadOperation, UploadReadiness } from "./upload-operation.js";
export type { UploadOptions, UploadProgress } from "./upload-options.js";
export type { UploadSettings } from "./upload-settings.js";
