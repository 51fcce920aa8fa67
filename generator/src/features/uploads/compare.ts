import type { ApiModel } from "../../api-model/api-model.ts";
import { callOf, type FeatureChange, matchOperations, type OwnedOperation } from "../../diff/index.ts";
import { type Upload, uploadOf } from "./upload.ts";

/** Compares the uploads of operations. Their parameters are those of the operations, which are compared with them. */
export function compareUploads(before: ApiModel, after: ApiModel): readonly FeatureChange[] {
  return matchOperations(before, after).kept.flatMap(({ before: old, after: now }) => {
    const [was, is] = [uploadOf(old.operation), uploadOf(now.operation)];
    const change = (code: string, level: FeatureChange["level"], message: string): FeatureChange => ({
      kind: "change",
      code,
      level,
      message,
      old: old.operation.place,
      new: now.operation.place,
      call: [old, now],
    });
    if (is === undefined)
      return was === undefined
        ? []
        : [change("upload-removed", "breaking", `Removes ${subjectOf(old, was)}.`)];
    const subject = subjectOf(now, is);
    if (was === undefined) return [change("upload-added", "additive", `Adds ${subject}.`)];
    if (textOf(was) === textOf(is)) return [];
    return [change("upload-changed", "additive", `${subject} now sends its content differently.`)];
  });
}

function subjectOf({ resource }: OwnedOperation, { method }: Upload): string {
  return callOf(`${resource}.${method}`);
}

/** The way that content is sent. */
function textOf({ params: _, docs: __, ...rest }: Upload): string {
  return JSON.stringify(rest);
}
