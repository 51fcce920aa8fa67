import type { ReadFacts } from "../../model/index.ts";
import { WEBHOOK_TYPES, WEBHOOK_VALUES } from "../../names/runtime-symbols.ts";
import type { OpenApiDocument } from "../../spec/index.ts";
import type { WebhookSignature } from "./signature.ts";

/** Reads how webhook requests are signed from the `x-webhook-signature` of a document. */
export function readSignature(root: OpenApiDocument["root"]): ReadFacts | undefined {
  const { "x-webhook-signature": signature } = root;
  if (signature === undefined) return undefined;
  const { header, timestamp } = signature;
  const data: WebhookSignature = { header, ...(timestamp !== undefined && { timestamp }) };
  return { reserved: [...WEBHOOK_VALUES, ...WEBHOOK_TYPES], data };
}
