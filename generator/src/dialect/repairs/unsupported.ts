import type { NodeKind } from "../../spec/grammar.ts";
import { isRecord } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";

/** Reports the members that have no effect on the generated code, although they describe a part of the API. */
export function reportUnsupported(draft: Draft): void {
  for (const node of draft.content.nodes) {
    const unused = UNUSED[node.kind];
    if (unused === undefined || !isRecord(node.value)) continue;
    for (const [name, reason] of Object.entries(unused)) {
      if (Object.hasOwn(node.value, name))
        draft.report("unused-member", { name, reason }, [...node.pointer, name]);
    }
  }
}

const UNUSED: { readonly [Kind in NodeKind]?: { readonly [member: string]: string } } = {
  document: {
    "x-fern-base-path":
      "requests have only the paths of the servers and the operations: add it to the URLs of the servers",
  },
  operation: {
    "x-fern-sdk-return-value": "a call returns the whole response",
    "x-fern-webhook": "a request of the API is described under `webhooks`",
  },
  parameter: {
    "x-fern-sdk-variable":
      "callers pass it to each call, unless it is in `clientParameters` of the configuration",
    "x-speakeasy-param-encoding-override": "`allowReserved: true` says the same",
  },
  schema: {
    "x-fern-type": "the other members of the schema decide its type",
    "x-speakeasy-type-override": "the other members of the schema decide its type",
  },
  response: { links: "the SDK does not follow links between operations" },
  tag: { parent: "the names of calls decide which resource is part of another" },
  mediaType: {
    itemEncoding: "the SDK cannot write the parts of a body one after another",
    prefixEncoding: "the SDK cannot write the parts of a body one after another",
  },
  discriminator: { defaultMapping: "a member of the union without a constant stands for all other values" },
  encoding: {
    encoding: "the SDK encodes nested parts in the default way",
    itemEncoding: "the SDK encodes nested parts in the default way",
    prefixEncoding: "the SDK encodes nested parts in the default way",
  },
};
