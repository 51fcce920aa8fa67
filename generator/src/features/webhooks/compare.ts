import type { ApiModel } from "../../api-model/api-model.ts";
import { code, type FeatureChange } from "../../diff/index.ts";
import { signatureOf, type WebhookSignature } from "./signature.ts";

/** Compares how events are signed. */
export function compareSignatures(before: ApiModel, after: ApiModel): readonly FeatureChange[] {
  const [from, to] = [textOf(signatureOf(before)), textOf(signatureOf(after))];
  if (from === to) return [];
  const message = `The signature of events changed from ${from} to ${to}.`;
  const place = ["x-webhook-signature"];
  return [{ kind: "change", code: "signature-changed", level: "breaking", message, old: place, new: place }];
}

function textOf(signature: WebhookSignature | undefined): string {
  return signature === undefined ? "none" : code(Object.values(signature).join(", "));
}
